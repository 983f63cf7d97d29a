"""The demonstration content: texts as TOML, pictures, logos and a document beside them.

`manage.py demo` (cms/management/commands/demo.py) puts it in an empty site.
"""

import tomllib
from pathlib import Path

__all__ = ["FOLDER", "read_texts"]

FOLDER = Path(__file__).parent


def read_texts(name):
    """Return the texts of one file in this folder, for example "news", as a dictionary."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))

"""The secret key of an installation on this machine."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

__all__ = ["read_or_make_secret_key"]


def read_or_make_secret_key(path: Path) -> str:
    """Return the key kept in the file `path`, making it at first use.

    The key is written beside the file and linked into place, so that of several processes
    starting at once one wins and all read a whole key. Only the owner may read it.

    Raises OSError when the folder cannot be made or written.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process made it first
        finally:
            draft.unlink()
    return path.read_text()

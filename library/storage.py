"""Where files are kept that people upload, and pictures made of them: whole, or not at all."""

import tempfile
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

__all__ = ["WholeFilesStorage"]

PREFIX = ".unfinished-"


class WholeFilesStorage(FileSystemStorage):
    """Django's, in which a file appears when all of it is there.

    Django writes it in its place, so that on a full disk a part of it stays behind, which belongs
    to nothing in the database.
    """

    def _save(self, name, content):
        folder = Path(self.location)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=PREFIX, delete=False) as file:
            try:
                for chunk in content.chunks():
                    file.write(chunk.encode() if isinstance(chunk, str) else chunk)
                file.flush()
                return super()._save(name, FinishedFile(file))
            finally:
                Path(file.name).unlink(missing_ok=True)

    def delete_unfinished(self, before):
        """Delete what nobody wrote to since a timestamp (a float), as its process was killed."""
        for path in Path(self.location).glob(f"{PREFIX}*"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


class FinishedFile(File):
    """A file that Django moves to its place, as it does with large uploads."""

    def temporary_file_path(self):
        """Return where it is now."""
        return self.file.name

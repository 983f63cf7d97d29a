"""What the files are called that visitors get of a picture."""

import hashlib
from pathlib import Path

__all__ = ["NamedByContent"]

HASH_LENGTH = 12


class NamedByContent:
    """For the model of renditions: a hash of the picture is in the name of its file.

    So a browser that has it need never ask again, as another picture has another address.
    """

    def get_upload_to(self, filename):
        """Return Wagtail's path for the file, with the hash before the extension."""
        content = self.file.file
        digest = hashlib.sha256(b"".join(content.chunks())).hexdigest()[:HASH_LENGTH]
        content.seek(0)
        path = Path(filename)
        return super().get_upload_to(f"{path.stem}.{digest}{path.suffix}")

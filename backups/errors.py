"""What somebody has to act on; the message says what is wrong, and how to go on."""

__all__ = ["BackupError"]


class BackupError(Exception):
    """A backup cannot be made, is not proven, or cannot be put back."""

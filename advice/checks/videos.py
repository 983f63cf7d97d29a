"""Videos: for who cannot hear them, and for who cannot see them (Toegankelijk CMS 22 and 23)."""

from django.utils.translation import gettext as _

from advice.findings import Finding, quote

__all__ = ["find_videos_without_words"]


def find_videos_without_words(reading):
    """Yield a Finding for each video without a transcript, and for each without captions."""
    for piece in reading.get("video"):
        title = {"title": quote(piece.value["title"])}
        is_silent = piece.value["is_silent"]
        if not has_words(piece.value["transcript"]):
            text = _("The video “%(title)s” has no transcript: write what is said and shown.")
            if is_silent:
                text = _("Nothing is said in the video “%(title)s”: write what is to be seen.")
            yield Finding("transcript", text % title, f"{piece.path}.transcript")
        if not is_silent and piece.value["captions"] != "yes":
            text = _("The video “%(title)s” has no captions, or nobody said so. Ask its maker.")
            yield Finding("captions", text % title, f"{piece.path}.captions")


def has_words(rich_text):
    return bool(str(getattr(rich_text, "source", rich_text) or "").strip())

"""Pictures: words that tell what is to be seen (Toegankelijk CMS 5 and 7)."""

import re

from django.utils.translation import gettext as _

from advice.findings import Finding, quote

__all__ = ["find_poor_alternatives"]

# The name of a file, or what a camera calls a picture.
FILE_NAME = re.compile(
    r"\.(?:avif|gif|heic|jpe?g|png|svg|webp)$|^(?:IMG|DSC|DCIM|P)[_-]?\d+|_", re.IGNORECASE
)
OPENING = re.compile(
    r"^(?:afbeelding|foto|plaatje|image|photo|picture) (?:van|of)\b", re.IGNORECASE
)
# Longer is for a long description: a screen reader says it in one breath.
LONGEST = 180


def find_poor_alternatives(reading):
    """Yield a Finding for each picture in a block whose alternative text is no description."""
    for piece in reading.get("picture"):
        words = str(piece.value.get_alternative_text()) if piece.value else ""
        if FILE_NAME.search(words):
            text = _("The alternative text “%(words)s” is the name of a file. Say what is seen.")
        elif OPENING.search(words):
            text = _("Leave out “picture of” in “%(words)s”: a screen reader says that itself.")
        elif len(words) > LONGEST:
            text = _(
                "The alternative text “%(words)s” is long. Say it in one sentence, and put the"
                " rest in “All that is to be seen”."
            )
        else:
            continue
        yield Finding("alternative_text", text % {"words": quote(words)}, piece.path)

"""What a translation must keep to: the markup of its source, and the room there is for it."""

from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, validate_translation_links

__all__ = ["is_too_long", "list_faults"]


def list_faults(passage, text):
    """Return what is wrong with a text for a Passage, as it is stored, as a list of sentences.

    There is none where it can be saved and published as it is, wherever it comes from: the
    editor, a file of a translation program, or a machine.
    """
    faults = []
    if not has_right_markup(passage.source_text, text):
        faults.append(
            _(
                "What stands between < and > does not fit. Leave these signs as they are in the"
                " Dutch text."
            )
        )
    if is_too_long(passage, text):
        faults.append(
            _("This is %(number)d characters long. At most %(limit)d fit here; make it shorter.")
            % {"number": len(passage.show(text)), "limit": passage.limit}
        )
    return faults


def is_too_long(passage, text):
    """Return whether a text, as it is stored, has more characters than there is room for."""
    limit = passage.limit
    # As it is stored, it is never shorter than as it is read.
    return limit is not None and len(text) > limit and len(passage.show(text)) > limit


def has_right_markup(source, text):
    """Return whether the markup of a text is whole, and has no link that its source has not."""
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError:
        return False
    return True

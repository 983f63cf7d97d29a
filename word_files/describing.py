"""What becomes of a Word file, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

__all__ = ["describe", "list_parts", "list_warnings"]


def list_parts(draft):
    """Return what a Draft has, as a list of str: "2 headings"."""
    counts = [
        (draft.count("heading"), ngettext("%d heading", "%d headings", draft.count("heading"))),
        (draft.lists, ngettext("%d list", "%d lists", draft.lists)),
        (draft.count("table"), ngettext("%d table", "%d tables", draft.count("table"))),
        (draft.count("picture"), ngettext("%d picture", "%d pictures", draft.count("picture"))),
    ]
    return [words % number for number, words in counts if number]


def describe(draft):
    """Return what became of the file, in a sentence."""
    parts = ", ".join(list_parts(draft))
    if not parts:
        return _("This is a draft of the file; nobody sees it yet.")
    text = _("This is a draft of the file; nobody sees it yet. It has: %(parts)s.")
    return text % {"parts": parts}


def list_warnings(draft, has_changes):
    """Return what somebody should know about a Draft, as a list of str.

    `has_changes` says whether changes were tracked in the file.
    """
    warnings = []
    undescribed = draft.count_undescribed()
    if undescribed:
        warnings.append(
            ngettext(
                "%d picture has no description yet. Write what is to be seen.",
                "%d pictures have no description yet. Write what is to be seen.",
                undescribed,
            )
            % undescribed
        )
    if draft.lost:
        warnings.append(
            ngettext(
                "%d table or picture could not come along as it was. Compare with the file.",
                "%d tables or pictures could not come along as they were. Compare with the file.",
                draft.lost,
            )
            % draft.lost
        )
    if has_changes:
        warnings.append(
            _("Changes were tracked in the file. Here they are all accepted, without comments.")
        )
    return warnings

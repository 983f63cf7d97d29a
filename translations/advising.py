"""What the panel "Before you publish" says about a translation, with the way to its passages."""

from dataclasses import replace

from advice.advising import Advice, advise
from translations.forms import get_prefix
from translations.preview import is_previewable, making_preview

__all__ = ["advise_translation"]


def advise_translation(translation, passages):
    """Return the Advice about what visitors would get of a translation, as a Dutch page gets it.

    It is about the Passages as they are stored. What has no page of its own gets none.
    """
    if not is_previewable(translation):
        return Advice()
    with making_preview(translation, passages) as target:
        advice = advise(target)
    findings = [replace(each, anchor=find_anchor(each.path, passages)) for each in advice.findings]
    return Advice(advice.reasons, [each for each in findings if each.anchor])


def find_anchor(path, passages):
    """Return the id of the first passage at a path, or within it; "" when there is none."""
    for passage in passages:
        if f"{passage.path}.".startswith(f"{path}."):
            return f"id_{get_prefix(*passage.key)}-text"
    return ""

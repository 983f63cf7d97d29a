"""Items that an edition lacks, and the one decision about each."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from issues.blocks import WithoutTranslation
from issues.items import Linked
from translations.progress import get_key

__all__ = ["Gap", "decide", "list_gaps"]


@dataclass(frozen=True)
class Gap:
    """An item that the edition in a language (its name) lacks, and where it can be translated."""

    linked: Linked
    language: str
    url: str

    @property
    def key(self):
        return self.linked.block.id


def list_gaps(drafts):
    """Return the Gaps in some Drafts of an issue, in the order of the languages and the items."""
    return [
        Gap(linked, draft.language_name, get_url(linked, draft))
        for draft in drafts
        if draft.translation
        for linked in draft.linked
        if linked.is_missing
    ]


def get_url(linked, draft):
    """Return where an item is translated: with the issue itself, or with the page it is about."""
    if linked.is_text:
        return reverse("translations:edit", args=[draft.translation.pk])
    source = linked.source
    page = source if isinstance(source, Page) else source.team
    started = Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale=draft.translation.target_locale,
        enabled=True,
    ).first()
    if started:
        return reverse("translations:edit", args=[started.pk])
    return reverse("translations:start", query={"rows": get_key(page)})


@transaction.atomic
def decide(issue, choices, user):
    """Write down what was decided, `choices` by the id of the block; return whether that is new."""
    Page.objects.select_for_update().get(pk=issue.pk)
    draft = issue.get_latest_revision_as_object()
    changed = [
        block
        for block in draft.items
        if block.id in choices and (block.value["without_translation"] or "") != choices[block.id]
    ]
    for block in changed:
        block.value["without_translation"] = WithoutTranslation(choices[block.id]).value
    if changed:
        draft.save_revision(user=user, log_action=True, clean=False)
    return bool(changed)

"""What an issue can be made of: what visitors see since the issue before it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Locale, Page

from agenda.models import MeetingPage
from issues.models import IssuePage
from languages.querysets import BasePageQuerySet
from news.models import NewsPage
from publications.models import PublicationPage
from teams.models import OpenCall
from translations.models import Progress
from translations.states import State

__all__ = ["MOST_OFFERED", "Candidate", "choose", "get_start", "list_candidates"]

# Most would be too long a list to tick in.
MOST_OFFERED = 100
# How far back it goes before the first issue, and for who wants to see what is older.
LONG_AGO = timedelta(days=365)
KINDS = [NewsPage, MeetingPage, PublicationPage]


@dataclass(frozen=True)
class Candidate:
    """What can be ticked; `value` is the type of its block and its key: "page:5", "call:<uuid>".

    `moment` is when it appeared, None for an open call; `state` the State of its translation, of
    several the most urgent, or None where nothing is known of it.
    """

    value: str
    kind: str
    title: str
    moment: datetime | None
    state: State | None
    is_chosen: bool


def get_start(issue, *, is_further_back=False):
    """Return since when things are offered for an IssuePage: since the issue before it."""
    long_ago = timezone.now() - LONG_AGO
    if is_further_back:
        return long_ago
    others = IssuePage.objects.live().filter(locale=issue.locale_id).exclude(pk=issue.pk)
    before = others.order_by("-first_published_at").first()
    return before.first_published_at if before else long_ago


def list_candidates(issue, since):
    """Return the Candidates that appeared after a moment, the newest first, and the open calls.

    `issue` is an IssuePage as it was last saved. It takes the same number of queries for any number
    of them.
    """
    chosen = {get_value(block) for block in issue.items}
    pages = list_pages(since)
    calls = list_calls()
    return [
        *(make_page_candidate(each, chosen) for each in pages),
        *(make_call_candidate(each, chosen) for each in calls),
    ]


def get_value(block):
    """Return the value of the Candidate that a block of an issue was made of, or ""."""
    if block.block_type == "call":
        return f"call:{block.value['call']}"
    if block.block_type == "page" and block.value["page"]:
        return f"page:{block.value['page'].pk}"
    return ""


def list_pages(since):
    types = ContentType.objects.get_for_models(*KINDS).values()
    pages = (
        BasePageQuerySet(Page)
        .published()
        .filter(content_type__in=types, locale=Locale.get_default(), first_published_at__gt=since)
    )
    urgency = most_urgent(OuterRef("translation_key"))
    return pages.annotate(urgency=urgency).order_by("-first_published_at", "-pk")[:MOST_OFFERED]


def list_calls():
    teams = BasePageQuerySet(Page).published().filter(locale=Locale.get_default())
    calls = OpenCall.objects.open().filter(team__in=teams.values("pk")).select_related("team")
    urgency = most_urgent(OuterRef("team__translation_key"))
    return calls.annotate(urgency=urgency)[:MOST_OFFERED]


def most_urgent(key):
    """Return the query for the urgency of the translations of a page, of several the highest."""
    progress = Progress.objects.filter(translation_key=key)
    return Subquery(progress.order_by("urgency").values("urgency")[:1])


def make_page_candidate(page, chosen):
    value = f"page:{page.pk}"
    return Candidate(
        value,
        kind=page.cached_content_type.model_class()._meta.verbose_name,
        title=page.title,
        moment=page.first_published_at,
        state=get_state(page),
        is_chosen=value in chosen,
    )


def make_call_candidate(call, chosen):
    value = f"call:{call.translation_key}"
    return Candidate(
        value,
        kind=OpenCall._meta.verbose_name,
        title=f"{call.title} ({call.team.title})",
        moment=None,
        state=get_state(call),
        is_chosen=value in chosen,
    )


def get_state(instance):
    return None if instance.urgency is None else State.of_urgency(instance.urgency)


@transaction.atomic
def choose(issue, offered, ticked, user):
    """Have an issue hold what was ticked of what was offered; return how many items that changed.

    Both are values of Candidates. What is new comes last, in the order of `offered`; what was not
    offered stays. The change is a new version of the draft.
    """
    Page.objects.select_for_update().get(pk=issue.pk)
    draft = issue.get_latest_revision_as_object()
    present = [get_value(block) for block in draft.items]
    removed = [
        place for place, value in enumerate(present) if value in offered and value not in ticked
    ]
    added = [value for value in offered if value in ticked and value not in present]
    for place in reversed(removed):
        del draft.items[place]
    for value in added:
        draft.items.append(make_block(value))
    if removed or added:
        draft.save_revision(user=user, log_action=True, clean=False)
    return len(removed) + len(added)


def make_block(value):
    """Return the type and the value of the block for the value of a Candidate."""
    kind, _colon, key = value.partition(":")
    about = Page.objects.get(pk=key) if kind == "page" else key
    return kind, {kind: about, "summary": "", "without_translation": ""}

"""Makes an Edition of an issue: what people read of it in one language, as it is at this moment."""

from functools import singledispatch
from urllib.parse import urljoin

from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale
from wagtail.rich_text import expand_db_html

from agenda.models import MeetingPage
from agenda.words import describe_day
from issues.blocks import WithoutTranslation
from issues.editions import Edition, Item
from issues.items import list_linked
from news.models import NewsPage
from publications.models import PublicationPage
from teams.models import OpenCall, ThemePage, WorkTeamPage

__all__ = ["get_web_address", "make_edition", "make_edition_of"]


def make_edition(issue):
    """Return the Edition of an IssuePage (a draft, a published one or a preview) in its language.

    An item that is not in that language is left out, unless somebody decided to show it in the
    source language. What visitors cannot see is in no edition.
    """
    return make_edition_of(issue, list_linked(issue))


def make_edition_of(issue, linked):
    """Return the Edition of an IssuePage of which the Linked are read already."""
    language = issue.locale.language_code
    with override(language):
        items = [make_item(each, issue) for each in linked]
        return Edition(
            language=language,
            subject=issue.get_translated("subject"),
            preview_line=issue.get_translated("preview_line"),
            opening=mark_safe(expand_db_html(issue.get_translated("opening"))),  # noqa: S308 - cleaned by its field
            items=[item for item in items if item],
            web_address=get_web_address(issue),
            number=None,
        )


def get_web_address(issue):
    """Return where an issue is or will be on the site: its slug may have changed since a save."""
    return urljoin(f"{issue.get_parent().full_url}/", f"{issue.slug}/")


def make_item(linked, issue):
    """Return the Item of a Linked, or None where this edition has none."""
    is_shown_anyway = linked.is_missing and linked.choice == WithoutTranslation.NOTE
    if linked.is_gone or (linked.is_missing and not is_shown_anyway):
        return None
    shown = linked.source if is_shown_anyway else linked.own
    if not linked.is_text and shown is None:
        return None
    language = Locale.get_default().language_code if is_shown_anyway else issue.locale.language_code
    words = read_text(linked) if linked.is_text else read_linked(linked, shown)
    return Item(
        language=language,
        note=_("Only in Dutch") if is_shown_anyway else "",
        **words,
    )


def read_text(linked):
    """Return what an Item has of a text of the issue itself, as a dictionary."""
    value, page = linked.block.value, linked.own or linked.source
    return {
        "kind": "",
        "title": value["title"],
        "summary": value["text"],
        "address": page.full_url if page else value["url"],
        "image": None,
    }


def read_linked(linked, shown):
    """Return what an Item has of a page or an open call, as a dictionary."""
    summary = linked.block.value["summary"] if linked.has_own_words else ""
    return {
        "kind": describe_kind(shown),
        "title": shown.title,
        "summary": summary or get_summary(shown),
        "address": get_address(shown),
        "image": get_image(shown),
        "action": _("Read how you can take part") if isinstance(shown, OpenCall) else "",
    }


def get_summary(shown):
    return shown.text if isinstance(shown, OpenCall) else shown.get_translated("summary")


def get_image(shown):
    """Return the picture of a page if visitors may see it; of an open call that of its team."""
    image = (shown.team if isinstance(shown, OpenCall) else shown).lead_image
    return None if image is None or image.is_withheld else image


def get_address(shown):
    if isinstance(shown, OpenCall):
        return f"{shown.team.full_url}#{shown.get_anchor()}"
    return shown.full_url


@singledispatch
def describe_kind(shown):
    """Return what kind of thing a page or an open call is, in words, or ""."""
    return ""


@describe_kind.register
def describe_news(shown: NewsPage):
    return _("News")


@describe_kind.register
def describe_meeting(shown: MeetingPage):
    day = describe_day(shown.start) if shown.start else ""
    if shown.is_cancelled():
        return _("Cancelled: meeting on %(day)s") % {"day": day}
    return _("Meeting on %(day)s") % {"day": day}


@describe_kind.register
def describe_publication(shown: PublicationPage):
    return shown.get_kind_display()


@describe_kind.register
def describe_team(shown: WorkTeamPage):
    return _("Work team")


@describe_kind.register
def describe_theme(shown: ThemePage):
    return _("Theme")


@describe_kind.register
def describe_call(shown: OpenCall):
    # Translators: the last day on which people can respond to an open call.
    return _("Open call until %(day)s") % {"day": date_format(shown.deadline, "DATE_FORMAT")}

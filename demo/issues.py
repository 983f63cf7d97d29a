"""What is particular about the issues of the newsletter: when they were sent, and one never was."""

from django.db.models import OuterRef, Subquery
from wagtail.models import Locale

from issues.models import IssuePage
from newsletter.models import NewsletterPage
from teams.models import OpenCall

from .fields import fill

__all__ = ["add_calls", "add_draft", "date_translations"]


def add_calls(references):
    """Let `call:` and the address of a work team stand for its open call, in every language."""
    calls = OpenCall.objects.filter(locale=Locale.get_default()).select_related("team")
    for call in calls:
        references.add_key("call", call.team.get_url(), str(call.translation_key))


def add_draft(table, references):
    """Return an IssuePage that nobody got yet, made of a table of the texts."""
    newsletter = NewsletterPage.objects.get(locale=Locale.get_default())
    draft = fill(IssuePage(live=False), references.resolve(table))
    newsletter.add_child(instance=draft)
    draft.save_revision(log_action=True)
    return draft


def date_translations():
    """Let visitors have seen the translation of an issue when they saw the issue itself."""
    sources = IssuePage.objects.filter(
        locale=Locale.get_default(), translation_key=OuterRef("translation_key")
    )
    translations = IssuePage.objects.exclude(locale=Locale.get_default())
    translations.update(first_published_at=Subquery(sources.values("first_published_at")[:1]))

"""An issue as it would be sent now: its editions and its mails, in each language that it is in."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import get_language_info
from wagtail_localize.models import Translation

from delivery.renderings import Rendered
from issues.editions import Edition
from issues.items import Linked, list_linked
from issues.mail import render
from issues.making import make_edition_of
from linkcheck.reading import list_links
from translations.passages import read_passages
from translations.preview import making_preview
from translations.together import catch_up_with_draft

__all__ = ["Draft", "Version", "list_translations", "read_drafts", "read_version", "render_all"]


@dataclass(frozen=True)
class Draft:
    """An issue in one language: its Edition, and what that was made of.

    `untranslated` names what is not in that language yet, as `BasePage.untranslated` does; `goals`
    is where its links lead (`linkcheck.reading`). `translation` is None in the source language.
    """

    edition: Edition
    linked: list[Linked]
    untranslated: list[str]
    goals: set[str]
    translation: Translation | None = None

    @property
    def language(self):
        return self.edition.language

    @property
    def language_name(self):
        return get_language_info(self.language)["name_translated"]

    @property
    def is_sent(self):
        """Whether anybody gets it: an edition without items is not sent."""
        return bool(self.edition.items)


@dataclass(frozen=True)
class Version:
    """What would be sent: the mails by language, and by what their very words are known."""

    drafts: list[Draft]
    renderings: dict[str, Rendered]

    @property
    def fingerprint(self):
        """A str that is another one as soon as one sign in one of the mails is."""
        words = [
            "\0".join([language, each.subject, each.html, each.text])
            for language, each in sorted(self.renderings.items())
        ]
        return hashlib.sha256("\0".join(words).encode()).hexdigest()


def read_version(issue):
    """Return the Version of an IssuePage (in the source language) as it was last saved."""
    drafts = read_drafts(issue)
    return Version(drafts, render_all(drafts))


def render_all(drafts, test_number=None):
    """Return the mails of the Drafts that are sent, as a dictionary of Rendered by language."""
    return {each.language: render(each.edition, test_number) for each in drafts if each.is_sent}


def read_drafts(issue):
    """Return a Draft for each language that an IssuePage is in, that of the source first."""
    drafts = [read_draft(issue.get_latest_revision_as_object())]
    for translation in list_translations(issue):
        catch_up_with_draft(translation)
        with making_preview(translation, read_passages(translation)) as page:
            drafts.append(read_draft(page, translation))
    return drafts


def read_draft(page, translation=None):
    linked = list_linked(page)
    return Draft(
        make_edition_of(page, linked),
        linked,
        untranslated=page.untranslated,
        goals={each.goal for each in list_links(page)},
        translation=translation,
    )


def list_translations(issue):
    """Return the Translations that were started of an issue, as a list."""
    started = Translation.objects.filter(
        source__object_id=issue.translation_key, source__locale=issue.locale_id, enabled=True
    )
    return list(started.select_related("source", "target_locale").order_by("target_locale"))

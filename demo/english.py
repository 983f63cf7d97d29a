"""Translates the demonstration site, passage by passage, with the texts of `english.po`.

Some pages are left on the way, so that the board of translations shows every state there is.
"""

import json

import polib
from wagtail.models import Locale, Page
from wagtail_localize.models import OverridableSegment, SegmentOverride

from contact.models import Subject
from glossary.models import Term
from newsletter.models import Topic
from teams.models import Role, Theme
from translations.passages import get_part, read_passages, translate_passages
from translations.publishing import publish_translation, register_translation, save_draft

from . import FOLDER, read_texts

__all__ = ["SiteInEnglish"]


class SiteInEnglish:
    """The translation of one build of the site; `references` is where its pages are found."""

    def __init__(self, references):
        self.plan = references.resolve(read_texts("translations"))
        self.locale = Locale.objects.get(language_code="en")
        catalogue = polib.pofile(FOLDER / "english.po")
        self.texts = {entry.msgid: entry.msgstr for entry in catalogue}

    def make(self):
        """Translate what has a title in English; return the number of pages published (int).

        Lists come first, since pages show them, and pages come after those above them.
        """
        for model in [Theme, Role, Topic, Subject, Term]:
            for snippet in model.objects.filter(locale=Locale.get_default()):
                self.translate(snippet)
        pages = Page.objects.filter(locale=Locale.get_default(), depth__gt=1).order_by("path")
        for page in pages:
            if page.title in self.texts:
                self.translate(page.specific)
        return Page.objects.live().filter(locale=self.locale).count()

    def translate(self, instance):
        """Publish a page or snippet in English, or as far as its state in the plan says."""
        translation = register_translation(instance, self.locale)
        self.choose_own_things(translation.source)
        passages = read_passages(translation)
        state = self.get_state(instance)
        passages = self.write(passages, self.list_wanted(passages, state))
        if state in {"in_progress", "ready"}:
            save_draft(translation, passages)
        else:
            publish_translation(translation, passages)

    def translate_draft(self, instance):
        """Translate what is not published itself, as far as it can be before that."""
        translation = register_translation(instance, self.locale)
        passages = read_passages(translation)
        save_draft(translation, self.write(passages, passages))

    def get_state(self, instance):
        """Return the name of the state in which a page is left, or "" for what is finished."""
        states = {key: name for name, key in self.plan["state"].items()}
        return states.get(instance.pk, "") if isinstance(instance, Page) else ""

    def list_wanted(self, passages, state):
        """Return the Passages to translate: half of them for a page in progress."""
        if state == "in_progress":
            return passages[: len(passages) // 2]
        if state == "with_gaps":
            return [each for each in passages if get_part(each.path) != get_part(passages[-1].path)]
        return passages

    def write(self, passages, wanted):
        """Translate the `wanted` ones of some Passages; return all as they are then."""
        texts = {
            each.key: self.texts[each.source_text]
            for each in wanted
            if each.source_text in self.texts
        }
        return translate_passages(passages, texts, self.locale)

    def choose_own_things(self, source):
        """Let the English of a source have the links and the picture that are planned for it."""
        pictures = {
            each["field"]: each["picture"]
            for each in self.plan["picture"]
            if source.get_source_instance().pk == each["page"]
        }
        segments = OverridableSegment.objects.filter(source=source).select_related("context")
        for segment in segments:
            value = json.loads(segment.data_json)
            own = pictures.get(segment.context.path) or self.plan["links"].get(str(value))
            if own:
                SegmentOverride.objects.create(
                    locale=self.locale, context=segment.context, data_json=json.dumps(own)
                )

    def take_away_dutch(self):
        """Take the Dutch of a page off the site, as an editor may, while its English stays."""
        Page.objects.get(pk=self.plan["state"]["without_dutch"]).unpublish()

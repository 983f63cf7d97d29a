from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import String, Translation, TranslationContext

from translations.states import State

__all__ = ["JointPublication", "OwnDraft", "PassageChange", "Progress"]


class PassageChange(models.Model):
    """That somewhere in a page or snippet one text took the place of another.

    wagtail-localize forgets this when it reads a source again. With it, the translation of the old
    text is found again, to stand beside the new one.
    """

    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    old = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("change of a passage")
        verbose_name_plural = _("changes of passages")
        constraints = [
            models.UniqueConstraint(
                fields=["context", "new"], name="translations_passage_change_unique"
            )
        ]

    def __str__(self):
        return f"{self.context.path}: {self.old.data} → {self.new.data}"


class JointPublication(models.Model):
    """That a translation is to be published as soon as visitors see its source."""

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("joint publication")
        verbose_name_plural = _("joint publications")

    def __str__(self):
        return str(self.translation)


class OwnDraft(models.Model):
    """What a translation is to have of its own when it is published next.

    `values` has a text or primary key by the path of its place, or None where the source's is to
    stand again. What visitors have already is in wagtail-localize's SegmentOverride, so that it
    stays when the source is published meanwhile.
    """

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, related_name="own_draft"
    )
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("draft of what is a language’s own")
        verbose_name_plural = _("drafts of what is a language’s own")

    def __str__(self):
        return f"{self.translation}: {', '.join(self.values)}"


class HeldBack(models.Model):
    """That a translation could not take the facts of its source, as something refused it.

    It is tried again, so that the facts come as soon as the reason is gone. `parts` are those of
    the source before, as `translations.sources.list_parts` gives them.
    """

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, related_name="held_back"
    )
    parts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("facts that a translation could not take")
        verbose_name_plural = _("facts that translations could not take")
        default_permissions = []

    def __str__(self):
        return str(self.translation)


class Progress(models.Model):
    """How far a page or snippet is in another language, as `translations.keeping` wrote it down.

    What can be worked out from the rest is kept here, so that the board and the first screen cost
    the same for any number of pages (docs/decisions/0021-board-kept.md).
    """

    TITLE_LENGTH = 255

    translation_key = models.UUIDField(_("translation key"))
    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    # The model of a page itself, not Page.
    kind = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name=_("kind")
    )
    # In the source language; where Dutch is gone that of the translation, which anybody may know.
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    urgency = models.PositiveSmallIntegerField(_("urgency"))
    behind = models.PositiveIntegerField(_("passages to do"))
    # The parts of a published translation that visitors read in Dutch, or not at all.
    gaps = models.PositiveIntegerField(_("gaps"))
    changed_at = models.DateTimeField(_("changed in Dutch"), null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    translation = models.ForeignKey(
        Translation,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("translation"),
    )
    # Numbers and no foreign keys: they are of a page or of any snippet, and outlive neither.
    source_pk = models.PositiveIntegerField(_("number of the Dutch one"), null=True)
    target_pk = models.PositiveIntegerField(_("number of the translation"), null=True)
    # In thirty days, the Dutch one, as `translations.priority` wrote it down.
    times_read = models.PositiveIntegerField(_("times read lately"), default=0, editable=False)
    # When the work of the night found that this row was wrong; None where it never was.
    mended_at = models.DateTimeField(_("mended at"), null=True, editable=False)

    # Not something that uses a page: it says how far that is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("progress of a translation")
        verbose_name_plural = _("progress of translations")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="translations_progress_unique"
            )
        ]
        indexes = [
            # The orders of the board.
            models.Index(
                "locale",
                "urgency",
                models.F("times_read").desc(),
                models.F("changed_at").desc(nulls_last=True),
                "id",
                name="translations_progress_urgent",
            ),
            models.Index(
                "locale",
                models.F("changed_at").desc(nulls_last=True),
                "id",
                name="translations_progress_changed",
            ),
        ]

    def __str__(self):
        return f"{self.title}: {self.state.label}"

    @property
    def state(self):
        return State.of_urgency(self.urgency)

    @property
    def model(self):
        return self.kind.model_class()

    @property
    def is_of_page(self):
        return issubclass(self.model, Page)

    @property
    def kind_name(self):
        return capfirst(self.model._meta.verbose_name)

    @property
    def key(self):
        """Return what names the source in a form or address, as `board.get_key` does."""
        return f"{self.kind_id}-{self.source_pk}"

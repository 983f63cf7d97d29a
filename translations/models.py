from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, Translation, TranslationContext

__all__ = ["JointPublication", "OwnDraft", "PassageChange"]


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
        verbose_name = _("draft of what is a language's own")
        verbose_name_plural = _("drafts of what is a language's own")

    def __str__(self):
        return f"{self.translation}: {', '.join(self.values)}"

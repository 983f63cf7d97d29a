"""The words that the site explains."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page, PreviewableMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

__all__ = ["Term"]


class Term(index.Indexed, PreviewableMixin, TranslatableMixin, models.Model):
    """A word, name or abbreviation that few people know, with what it means, in one language."""

    name = models.CharField(
        _("word"),
        max_length=80,
        help_text=_(
            "A word, a name or an abbreviation, for example “mantelzorg” or “Wmo”. In small letters"
            " it is also found at the start of a sentence; with capitals only as you write it."
        ),
    )
    other_forms = models.CharField(
        _("other forms"),
        blank=True,
        max_length=300,
        help_text=_(
            "What else visitors may read for the same, with commas between: a plural, another"
            " spelling, an abbreviation in full. Search finds a page by each of these."
        ),
    )
    meaning = models.TextField(
        _("explanation"),
        max_length=300,
        help_text=_(
            "What it means, in one or two short sentences and without other difficult words."
        ),
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("page that tells more"),
        help_text=_("The explanation has a link to this page. On the page itself it is left out."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("other_forms"),
        FieldPanel("meaning"),
        PageChooserPanel("page"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("other_forms"),
        index.AutocompleteField("other_forms"),
        index.SearchField("meaning"),
        index.FilterField("locale"),
    ]
    # The link leads every visitor to the page in their own language.
    override_translatable_fields = [SynchronizedField("page", overridable=False)]
    # A language may have other forms of a word that has none in the source.
    own_fields = ["other_forms"]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word with an explanation")
        verbose_name_plural = _("words with an explanation")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def list_forms(self):
        """Return all ways to write the word, as a list: the name first, none twice."""
        forms = [" ".join(form.split()) for form in [self.name, *self.other_forms.split(",")]]
        return list(dict.fromkeys(filter(None, forms)))

    def validate_constraints(self, exclude=None):
        """Refuse a word that is explained already: visitors would get one of the two.

        A form asks for this, and so does the bin before it gives a word back.
        """
        super().validate_constraints(exclude=exclude)
        forms = {form.casefold() for form in self.list_forms()}
        for other in Term.objects.filter(locale=self.locale_id).exclude(pk=self.pk):
            if forms & {form.casefold() for form in other.list_forms()}:
                words = _("“%(word)s” is explained already. Change the explanation there.")
                raise ValidationError(words % {"word": other.name})

    def get_preview_template(self, request, mode_name):
        return "glossary/term_preview.html"

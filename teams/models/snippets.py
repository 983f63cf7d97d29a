from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from languages.texts import Text
from pages.ordering import OrderedModel
from people.models import HasContactPerson

__all__ = ["Role", "Theme"]


class Theme(HasContactPerson, index.Indexed, PreviewableMixin, TranslatableMixin, OrderedModel):
    """A subject that work teams take up and news items are about."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("name in web addresses"),
        max_length=80,
        help_text=_("Only small letters and hyphens, for example “armoede”."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences that say what the theme is about."),
    )

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("contact_person"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("description"),
        index.FilterField("locale"),
    ]
    # Neither translated nor copied: it is made from the translated name.
    override_translatable_fields = [BaseTranslatableField("slug")]

    class Meta(TranslatableMixin.Meta, OrderedModel.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                name="teams_theme_slug_unique",
                violation_error_message=_(
                    "There is a theme with this name in web addresses already."
                ),
            )
        ]

    def __str__(self):
        return self.name

    def get_name(self):
        """Return the name as a Text, which knows in which language it is."""
        return Text(self.name, self.locale.language_code)

    def validate_constraints(self, exclude=None):
        """Check that the slug is free in its language, also for a form.

        A form has no field for the locale, and Django leaves out what it cannot tell about then.
        """
        super().validate_constraints(exclude=set(exclude or ()) - {"locale"})

    def get_preview_template(self, request, mode_name):
        return "teams/theme_preview.html"


class Role(index.Indexed, PreviewableMixin, TranslatableMixin, OrderedModel):
    """What somebody is in a work team, for example a resident or a policy officer."""

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("For one person, for example: resident."),
    )
    plural = models.CharField(
        _("plural"),
        max_length=80,
        help_text=_("For more people, for example: residents."),
    )
    anonymous = models.CharField(
        _("without a name"),
        max_length=80,
        help_text=_("Stands where a member has no name, for example: a resident."),
    )

    panels = [FieldPanel("name"), FieldPanel("plural"), FieldPanel("anonymous")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta, OrderedModel.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "teams/role_preview.html"

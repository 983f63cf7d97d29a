"""Whom visitors can ask, as long as that person agrees to stand on the site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin
from wagtail.search import index

from languages.texts import TranslatedTexts, get_other_languages
from library.consent import list_reasons_of_consent
from library.models import Image
from library.renditions import renditions_lookup
from people.consent import RecordedConsent
from people.fields import TelephoneField
from people.forms import ContactPersonForm
from people.telephone import read_telephone

__all__ = ["ContactPerson", "ContactPersonQuerySet", "HasContactPerson", "list_people"]


class ContactPersonQuerySet(models.QuerySet):
    def shown(self):
        """Return the people that visitors may see today: nothing else decides about that."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=timezone.localdate()),
            consent_date__isnull=False,
            has_withdrawn=False,
        )

    def with_photos(self):
        """Return people with the photos that a page shows of them."""
        photos = renditions_lookup("photo__renditions", "photo")
        return self.select_related("photo").prefetch_related(photos)


class ContactPerson(index.Indexed, PreviewableMixin, RecordedConsent, TranslatedTexts):
    """Somebody whom visitors can ask about a page, a work team or a theme.

    One for all languages, so that who agrees no more is gone from all of them at once; only what is
    said in words is there in each.
    """

    translated_texts = ("role", "spoken")

    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(
        _("role"),
        blank=True,
        max_length=120,
        help_text=_("What people can ask about, for example: about taking part."),
    )
    organisation = models.CharField(_("organisation"), blank=True, max_length=120)
    photo = models.ForeignKey(
        Image,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    telephone = TelephoneField(
        _("phone number"), blank=True, max_length=30, help_text=_("For example: 010 794 5676.")
    )
    email = models.EmailField(_("email address"), blank=True)
    spoken = models.CharField(
        _("languages"),
        blank=True,
        max_length=120,
        help_text=_("In which languages people can ask, for example: Dutch and English."),
    )
    has_withdrawn = models.BooleanField(
        _("agrees no more"),
        default=False,
        help_text=_("Visitors see this person nowhere from the moment that you save."),
    )
    until = models.DateField(
        _("until"),
        blank=True,
        null=True,
        help_text=_("The last day that visitors see this person. Leave empty if there is none."),
    )

    objects = ContactPersonQuerySet.as_manager()

    base_form_class = ContactPersonForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("role"),
                *(FieldPanel(f"role_{code}") for code in get_other_languages()),
                FieldPanel("organisation"),
                FieldPanel("photo"),
            ],
            heading=_("Person"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("telephone"),
                FieldPanel("email"),
                FieldPanel("spoken"),
                *(FieldPanel(f"spoken_{code}") for code in get_other_languages()),
            ],
            heading=_("How to ask"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("consent_date"), FieldPanel("consent_record")]),
                FieldPanel("has_withdrawn"),
                FieldPanel("until"),
            ],
            heading=_("Consent (AVG)"),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.SearchField("organisation"),
    ]

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse who cannot be asked, and a person or photo without consent (AVG, article 7)."""
        super().clean()
        errors = {}
        if not (self.telephone or self.email):
            errors["email"] = _("Enter an email address or a phone number, or both.")
        if not (self.has_withdrawn or self.has_recorded_consent):
            errors["consent_date"] = _("Enter when and how this person agreed to be on the site.")
        if self.photo and (reasons := list_reasons_of_consent(self.photo)):
            errors["photo"] = reasons
        if errors:
            raise ValidationError(errors)

    def get_role(self):
        """Return the role as a Text, in the language of the page where it is translated."""
        return self.get_text("role")

    def get_spoken(self):
        """Return the languages that this person speaks as a Text."""
        return self.get_text("spoken")

    def get_telephone(self):
        """Return the `people.telephone.Telephone`, or None when there is none."""
        return read_telephone(self.telephone)

    def get_preview_template(self, request, mode_name):
        return "people/contact_person_preview.html"


class HasContactPerson(models.Model):
    """A page or snippet that visitors can ask somebody about."""

    contact_person = models.ForeignKey(
        ContactPerson,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("contact person"),
        help_text=_("Whom visitors can ask about this. Shown as long as that person agrees."),
    )

    class Meta:
        abstract = True


def list_people(*choices):
    """Return the people of the first of some choices in which visitors may see anybody, as a list.

    A choice is a list of keys of people, in which there may be None, and the same one twice.
    """
    keys = {key for choice in choices for key in choice if key}
    people = ContactPerson.objects.shown().with_photos().in_bulk(keys) if keys else {}
    found = ([people[key] for key in dict.fromkeys(choice) if key in people] for choice in choices)
    return next(filter(None, found), [])

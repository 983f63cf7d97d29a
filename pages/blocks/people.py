"""Blocks that name people, who must have agreed to it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from languages.blocks import NameBlock
from people.telephone import clean_telephone, read_telephone

from .media import DescribedImageBlock

__all__ = ["ContactPersonBlock"]


class PersonValue(blocks.StructValue):
    def get_telephone(self):
        """Return the `people.telephone.Telephone`, or None when what is written is none."""
        return read_telephone(self["telephone"])


class TelephoneBlock(blocks.CharBlock):
    """A telephone number that can be dialled; it needs no translator."""

    def clean(self, value):
        """Return the one way to write the number, or raise ValidationError."""
        return clean_telephone(super().clean(value).strip())

    def get_translatable_segments(self, value):
        """Return no segments, for wagtail-localize."""
        return []

    def deconstruct(self):
        """Stand in migrations as the CharBlock that it is to the database."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.CharBlock", arguments, options


class PersonBlock(blocks.StructBlock):
    """Somebody to turn to. Name and photo are only for people who agreed (AVG, article 6)."""

    name = NameBlock(
        label=_("Name"), max_length=120, help_text=_("A name, or a role: “the secretariat”.")
    )
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)
    photo = DescribedImageBlock(label=_("Photo"), required=False)
    email = blocks.EmailBlock(label=_("Email address"), required=False)
    telephone = TelephoneBlock(
        label=_("Phone"),
        required=False,
        max_length=30,
        help_text=_("For example: 010 794 5676."),
    )
    consent = blocks.BooleanBlock(
        label=_("This person agreed to be shown here, or no person is named"),
        help_text=_("Without consent a person cannot be on the site."),
    )

    class Meta:
        icon = "user"
        label = _("Person")
        value_class = PersonValue


class ContactPersonBlock(blocks.StructBlock):
    """One or more people, or a desk, that the visitor can turn to."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    people = blocks.ListBlock(PersonBlock(), label=_("People"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Contact person")
        description = _("Who to turn to, with email address and phone number")
        template = "blocks/contact_person.html"
        preview_value = {
            "title": "Vragen over dit onderwerp?",
            "people": [
                {
                    "name": "Het secretariaat",
                    "role": "Werkplaats Sociaal Domein",
                    "email": "voorbeeld@example.org",
                    "telephone": "010 000 0000",
                    "consent": True,
                }
            ],
        }

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin

from pages.blocks import SocialLinkBlock

__all__ = ["ContactSettings"]


@register_setting(icon="mail", order=10)
class ContactSettings(PreviewableMixin, BaseSiteSetting):
    """Where the network can be reached: the one source for footer, pages, mails and search engines.

    All of it reads the same in every language; words around it belong to the templates.
    """

    name = models.CharField(_("name of the organisation"), blank=True, max_length=120)
    street = models.CharField(
        _("street and number"),
        blank=True,
        max_length=120,
        help_text=_("For example: Museumpark 40."),
    )
    postcode = models.CharField(
        _("postcode"),
        blank=True,
        max_length=7,
        validators=[
            RegexValidator(
                r"^[1-9]\d{3} [A-Z]{2}$",
                _("Write four figures, a space and two capitals, for example 3015 CX."),
            )
        ],
        help_text=_("For example: 3015 CX."),
    )
    town = models.CharField(_("town"), blank=True, max_length=80)
    room = models.CharField(
        _("room"),
        blank=True,
        max_length=40,
        help_text=_("Only the number. The site puts the word “room” in front of it."),
    )
    telephone_shown = models.CharField(
        _("telephone, as shown"),
        blank=True,
        max_length=30,
        help_text=_("For example: 010 794 5676."),
    )
    telephone_dialled = models.CharField(
        _("telephone, as dialled"),
        blank=True,
        max_length=16,
        # E.164 (ITU-T): a plus, the country code, and at most fifteen figures in all.
        validators=[
            RegexValidator(
                r"^\+[1-9]\d{6,14}$",
                _("Write + and only figures, with the country code: +31107945676."),
            )
        ],
        help_text=_("With country code and without spaces: +31107945676."),
    )
    telephone_abroad = models.CharField(
        _("telephone, as shown to people abroad"),
        blank=True,
        max_length=30,
        help_text=_(
            "For example: +31 10 794 5676. Shown on pages in other languages; leave empty to show"
            " the number as dialled."
        ),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    social_links = StreamField(
        [("link", SocialLinkBlock())], blank=True, verbose_name=_("social media")
    )

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldPanel("room"),
                FieldPanel("postcode"),
                FieldPanel("town"),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("telephone_shown"),
                FieldPanel("telephone_dialled"),
                FieldPanel("telephone_abroad"),
                FieldPanel("email"),
            ],
            heading=_("Telephone and e-mail"),
        ),
        FieldPanel("social_links"),
    ]

    class Meta:
        verbose_name = _("contact details")
        verbose_name_plural = _("contact details")

    def get_telephone(self):
        """Return the telephone number as people write it in the language of the page, or ""."""
        if get_language() == settings.LANGUAGE_CODE:
            return self.telephone_shown
        return self.telephone_abroad or self.telephone_dialled

    def get_preview_template(self, request, mode_name):
        return "site/contact_settings_preview.html"

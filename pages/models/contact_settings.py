from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page, PreviewableMixin, Site

from languages.pages import get_pages_for_visitor
from pages.blocks import SocialLinkBlock
from people.fields import PostcodeField, TelephoneField
from people.models import HasContactPerson, list_people
from people.telephone import read_telephone
from site_version.keeping import keep
from site_version.version import is_reading

__all__ = ["ContactSettings"]


@register_setting(icon="mail", order=10)
class ContactSettings(PreviewableMixin, HasContactPerson, BaseSiteSetting):
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
    postcode = PostcodeField(
        _("postcode"), blank=True, max_length=7, help_text=_("For example: 3015 CX.")
    )
    town = models.CharField(_("town"), blank=True, max_length=80)
    room = models.CharField(
        _("room"),
        blank=True,
        max_length=40,
        help_text=_("Only the number. The site puts the word “room” in front of it."),
    )
    telephone = TelephoneField(
        _("phone number"),
        blank=True,
        max_length=30,
        help_text=_(
            "For example: 010 794 5676. English pages show it with the country code, and whoever "
            "taps it phones it."
        ),
    )
    email = models.EmailField(_("email address"), blank=True)
    social_links = StreamField(
        [("link", SocialLinkBlock())], blank=True, verbose_name=_("social media")
    )
    take_part_page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("page about taking part"),
        help_text=_(
            "What you ask of visitors before all else: a button in the menu leads there, and a"
            " panel on the home page and on pages of work teams."
        ),
    )
    footer_pages = StreamField(
        [("page", PageChooserBlock(label=_("Page")))],
        blank=True,
        verbose_name=_("pages at the foot"),
        help_text=_(
            "Stand first in the middle column at the foot of every page, for example: about us,"
            " contact, route. Below them stand the pages that are not in the menu."
        ),
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
                FieldPanel("telephone"),
                FieldPanel("email"),
            ],
            heading=_("Phone and email"),
        ),
        FieldPanel("contact_person"),
        FieldPanel("social_links"),
        FieldPanel("take_part_page"),
        FieldPanel("footer_pages"),
    ]

    class Meta:
        verbose_name = _("contact details")
        verbose_name_plural = _("contact details")

    @classmethod
    def for_request(cls, request):
        """Return the settings for what visitors see; whoever changes them takes `for_site`."""
        site = Site.find_for_request(request)
        if site is None or not is_reading():
            return super().for_request(request)
        return get_contact_settings(site)

    def get_telephone(self):
        """Return the `people.telephone.Telephone`, or None when there is none."""
        return read_telephone(self.telephone)

    def get_take_part_page(self):
        """Return the page about taking part to lead the visitor to, or None."""
        return find_take_part_page(self.take_part_page_id)

    def get_contact_people(self):
        """Return whom visitors may ask about anything, as a list."""
        return list_people([self.contact_person_id])

    def get_footer_pages(self, others):
        """Return the pages to lead visitors to from the foot of a page, as a list.

        Those that were chosen come first, in the language of the visitor, and then `others`.
        """
        chosen = [block.value for block in self.footer_pages if block.value]
        found = get_pages_for_visitor([page.pk for page in chosen])
        pages = [found[page.pk] for page in chosen if page.pk in found]
        return [*pages, *(other for other in others if other not in pages)]

    def get_preview_template(self, request, mode_name):
        return "site/contact_settings_preview.html"


@keep(size=20)
def get_contact_settings(site):
    """Return the ContactSettings of a Site."""
    return ContactSettings.for_site(site)


@keep(size=20)
def find_take_part_page(key):
    """Return the page with a key in the language of the visitor, as its own type, or None."""
    page = get_pages_for_visitor([key]).get(key) if key else None
    return page and page.specific

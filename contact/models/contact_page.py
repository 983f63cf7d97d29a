from django.utils import translation
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages import structured_data
from pages.blocks import ContactBodyBlock
from pages.models import BasePage, ContactSettings

__all__ = ["ContactPage"]


class ContactPage(BasePage):
    """How to reach the network; the details come from the contact settings."""

    page_description = _("Address, phone and email. The details come from the settings.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["contact.RoutePage"]
    max_count_per_parent = 1

    body = StreamField(ContactBodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("get_contact_words"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_context(self, request, *args, **kwargs):
        """Add the pages below this one."""
        context = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_published_children()
        return context

    def get_contact_words(self):
        """Return the contact details as one text with their names, for search."""
        site = self.get_site()
        if site is None:
            return ""
        contact = ContactSettings.for_site(site)
        with translation.override(self.locale.language_code):
            return "\n".join(
                [
                    f"{gettext('Address')}: {contact.street}, {contact.postcode} {contact.town}",
                    gettext("Room %(room)s") % {"room": contact.room},
                    f"{gettext('Phone')}: {contact.get_telephone() or ''}",
                    f"{pgettext('address', 'Email')}: {contact.email}",
                ]
            )

    def get_structured_data(self, request):
        contact_page = {
            "@type": "ContactPage",
            "name": self.title,
            "url": self.full_url,
            "inLanguage": get_language(),
            "about": structured_data.organization_reference(request),
        }
        return [contact_page, structured_data.organization(request)]

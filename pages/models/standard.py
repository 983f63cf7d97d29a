from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import PageBodyBlock
from people.models import HasContactPerson, list_people

from .base import BasePage

__all__ = ["StandardPage"]


class StandardPage(HasContactPerson, BasePage):
    """A page about anything that has no page type of its own."""

    page_description = _("A page about anything, made of blocks.")
    parent_page_types = ["home.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    body = StreamField(PageBodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("contact_person")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_contact_people(self):
        return list_people([self.contact_person_id])

    def get_context(self, request, *args, **kwargs):
        """Add the pages below this one."""
        context = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_published_children()
        return context

from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from languages.querysets import BasePageQuerySet
from languages.rich_text import RichTextField
from pages.models import BasePage

from .consent import CONSENT

__all__ = ["NewsletterPage"]


class NewsletterPageQuerySet(BasePageQuerySet):
    def get_for_visitor(self):
        """Return the published page in the language of the address, or None."""
        return self.published().filter(locale__language_code=get_language()).first()


class NewsletterPage(BasePage):
    """The page on which people sign up for the newsletter, with all there is to choose."""

    page_description = _("The page on which people sign up for the newsletter.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["issues.IssuePage"]
    max_count_per_parent = 1

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("What people get. The form follows by itself."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("get_form_words"),
    ]

    objects = PageManager.from_queryset(NewsletterPageQuerySet)()

    class Meta:
        verbose_name = _("newsletter page")
        verbose_name_plural = _("newsletter pages")

    def get_form_words(self):
        """Return what the form on the page is for and says, in its language, for search."""
        with override(self.locale.language_code):
            return f"{gettext('Sign up for the newsletter')}\n{CONSENT}"

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from pages.models import BasePage
from pages.routes import RoutedPage
from publications.contents import count_items
from publications.feeds import AtomPublicationFeed, RssPublicationFeed
from publications.forms import PublicationFilterForm

from .publication import PublicationPage

__all__ = ["PublicationIndexPage"]

ITEMS_PER_PAGE = 12


class PublicationIndexPage(RoutedPage, BasePage):
    """All publications, by kind, theme, work team, year and language, and as a feed."""

    page_description = _("All publications by kind, theme, work team and year.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.PublicationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("publications page")
        verbose_name_plural = _("publications pages")

    def get_items(self):
        """Return the published publications of this index, the newest first."""
        return PublicationPage.objects.child_of(self).published().newest_first()

    def get_context(self, request, *args, **kwargs):
        """Add the filter form and `items`, a page of the paginator, whatever number was asked."""
        context = super().get_context(request, *args, **kwargs)
        form = PublicationFilterForm(request.GET, count_items(self))
        paginator = Paginator(form.filter(self.get_items()).for_rows(), ITEMS_PER_PAGE)
        context["filter_form"] = form
        context["items"] = paginator.get_page(request.GET.get("page"))
        context["canonical_query"] = form.get_canonical_query(context["items"].number)
        return context

    @path("feed/atom/", name="atom")
    def serve_atom(self, request):
        return AtomPublicationFeed()(request, index=self)

    @path("feed/rss/", name="rss")
    def serve_rss(self, request):
        return RssPublicationFeed()(request, index=self)

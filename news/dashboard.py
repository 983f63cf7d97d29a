from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from news.models import NewsIndexPage, NewsPage

__all__ = ["add_news_button"]


def add_news_button(request, dashboard):
    """Lead who may write news to an empty item below the Dutch news page."""
    indexes = NewsIndexPage.objects.filter(locale=Locale.get_default()).order_by("-live", "path")
    for index in indexes[:2]:
        if index.permissions_for_user(request.user).can_add_subpage():
            options = NewsPage._meta
            place = [options.app_label, options.model_name, index.pk]
            url = reverse("wagtailadmin_pages:add", args=place)
            dashboard.add_button(_("News item"), url, "doc-full-inverse", order=10)
            return

"""The URLs of the site: the admin first, then every page in its language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms import wellknown
from demo.pattern_library import show_components
from pages.sitemaps import PageSitemap

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path("-/components/", show_components),
    path("site.webmanifest", wellknown.manifest, name="manifest"),
    # Dutch pages have no prefix; people type one all the same. The pattern takes whole segments
    # only: "/nl//example.org" must not become a redirect to another site.
    re_path(
        r"^nl/(?P<path>(?:[\w-]+/)*)$",
        RedirectView.as_view(url="/%(path)s", permanent=True, query_string=True),
    ),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path(_("search/"), include("search.urls")),
    path(_("newsletter/"), include("newsletter.urls")),
    path("", include("contact.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

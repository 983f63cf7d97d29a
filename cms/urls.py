"""The URLs of the site: the admin first, then every page in its language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import authenticate_with_password as authenticate_for_documents
from wagtail.urls import serve_pattern
from wagtail.views import authenticate_with_password as authenticate_for_page

from accounts.views import brake_password
from cms import wellknown
from demo.pattern_library import show_components
from library.private import never_cache_private
from library.views import serve_document, serve_media
from pages.serving import serve_page
from pages.sitemaps import show_sitemap
from sharing.views import show_shared_draft

handler400 = "accounts.refusals.refuse_bad_request"
handler500 = "cms.failures.answer_error"

# Wagtail's second login page is bare, and one is enough.
to_login = RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)

urlpatterns = [
    path("admin/", include("accounts.urls")),
    path("admin/", include("dashboard.urls")),
    path("admin/", include("pages.approval")),
    path("admin/", include("bin.urls")),
    path("admin/", include("pages.choosers")),
    path("admin/", include("pages.history")),
    path("admin/", include("pages.rights")),
    path("admin/", include(wagtailadmin_urls)),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        brake_password(authenticate_for_documents),
    ),
    re_path(r"^documents/(\d+)/(.*)$", never_cache_private(serve_document)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", show_sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", show_sitemap, name="sitemap_file"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path("-/components/", show_components),
    path("-/draft/<str:token>/", show_shared_draft, name="shared_draft"),
    # Asked for by programs that do not read the page, at the root and nowhere else.
    path("favicon.ico", wellknown.icon, {"name": "favicon.ico"}),
    path("apple-touch-icon.png", wellknown.icon, {"name": "apple-touch-icon.png"}),
    path("apple-touch-icon-precomposed.png", wellknown.icon, {"name": "apple-touch-icon.png"}),
    path("site.webmanifest", wellknown.manifest, name="manifest"),
    # Dutch pages have no prefix; people type one all the same. The pattern takes whole segments
    # only: "/nl//example.org" must not become a redirect to another site.
    re_path(
        r"^nl/(?P<path>(?:[\w-]+/)*)$",
        RedirectView.as_view(url="/%(path)s", permanent=True, query_string=True),
    ),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve_media)]

urlpatterns += i18n_patterns(
    path(_("search/"), include("search.urls")),
    path(_("newsletter/"), include("newsletter.urls")),
    path(_("newsletter/"), include("issues.urls")),
    path("", include("contact.urls")),
    path(_("feedback/"), include("feedback.urls")),
    path("_util/login/", to_login),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        brake_password(authenticate_for_page),
    ),
    # Ahead of Wagtail's view of that name, which finds its way by a query or two for each name.
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

"""Files that programs ask for at fixed addresses: robots.txt, security.txt and the manifest."""

import datetime

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from background.retries import DATABASE_FAILURES

__all__ = ["icon", "manifest", "robots", "security"]

# RFC 9116 advises less than a year; half of one leaves room for a cached copy.
SECURITY_VALID_FOR = datetime.timedelta(days=180)


@require_safe
def robots(request):
    """Tell crawlers what to leave alone, and where all pages are named (RFC 9309)."""
    try:
        root_url = Site.find_for_request(request).root_url
    except DATABASE_FAILURES:
        # A crawler that gets an error here may take it for leave to read everything, or nothing.
        root_url = settings.WAGTAILADMIN_BASE_URL
    return text_response(
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Sitemap: {root_url}{reverse('sitemap')}",
    )


@require_safe
def security(request):
    """Tell who finds a leak whom to write to (RFC 9116); the expiry moves with every day."""
    expires = (timezone.now() + SECURITY_VALID_FOR).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    root_url = Site.find_for_request(request).root_url
    return text_response(
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {root_url}{reverse('security')}",
    )


@require_safe
def manifest(request):
    """Tell a phone how to show the site on its home screen (W3C Web Application Manifest)."""
    icons = [
        {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
    ]
    content = {
        "id": "/",
        "name": Site.find_for_request(request).site_name,
        "short_name": "Werkplaats",
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/",
        "display": "browser",
        "background_color": "#fbf6ee",
        "theme_color": "#0b5c66",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
def icon(request, name):
    """Lead to an icon of the site, where its file has the newest content in its name.

    One of them is the logo in our mails, which a mailbox in a browser may show as well.
    """
    response = redirect(static(f"img/{name}"))
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def text_response(*lines):
    """Return lines as plain text; the last one ends too, which RFC 9116 asks for."""
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")

"""Where visitors are led who come to an address that a page left."""

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from bin.models import LeftAddress

__all__ = ["keep_redirects", "leave_addresses", "make_lasting", "take_addresses_back"]


def leave_addresses(pages, destination=None):
    """Lead visitors of pages to `destination`, a page; with None they are told that it is gone.

    To be called before the pages are taken off the site, while they have an address. A redirect is
    temporary, as the page may come back: a browser keeps a permanent one for ever.
    """
    targets = list_versions(destination)
    for page in pages:
        site, path = get_address(page)
        if site:
            target = targets.get(page.locale_id, destination)
            if page.live:
                leave(page, site, path, target)
            for earlier in Redirect.objects.filter(redirect_page=page):
                lead_elsewhere(page, site, earlier, target)


def list_versions(destination):
    """Return the live pages that are `destination` in some language, by the key of its Locale."""
    if destination is None:
        return {}
    versions = destination.get_translations(inclusive=True).live()
    return {page.locale_id: page for page in versions}


def get_address(page):
    """Return the key of its site and the path of a page as a Redirect has it, or (None, None)."""
    parts = page.get_url_parts()
    if parts is None or parts[2] is None:
        return None, None
    return parts[0], Redirect.normalise_path(parts[2])


def leave(page, site, path, target):
    """Lead from the address of a page to `target`, or to nowhere."""
    # A redirect that slept under the page would wake up now.
    Redirect.objects.filter(Q(site=site) | Q(site=None), old_path=path).delete()
    redirect = target and Redirect.objects.create(
        old_path=path,
        site_id=site,
        redirect_page=target,
        is_permanent=False,
        automatically_created=True,
    )
    LeftAddress.objects.update_or_create(
        site_id=site, path=path, defaults={"page_id": page.pk, "redirect": redirect}
    )


def lead_elsewhere(page, site, earlier, target):
    """Let an address that a page had before lead to where its last one leads; None for nowhere.

    It may be that of another page that was deleted, and that was led here: then it stays so.
    """
    LeftAddress.objects.get_or_create(
        site_id=earlier.site_id or site,
        path=earlier.old_path,
        defaults={"page_id": page.pk, "redirect": earlier},
    )
    Redirect.objects.filter(pk=earlier.pk).update(redirect_page=target)


def take_addresses_back(pages):
    """Let pages that are back be found: at the address of now, and by those that they left."""
    left = LeftAddress.objects.filter(page__in=pages).select_related("redirect", "page")
    for each in left:
        each.delete()
        _site, path = get_address(each.page)
        redirect = Redirect.objects.filter(pk=each.redirect_id)
        if path == each.path:
            redirect.delete()
        elif each.redirect:
            redirect.update(redirect_page=each.page)
            redirect.filter(automatically_created=True).update(is_permanent=True)
        else:
            Redirect.objects.get_or_create(
                old_path=each.path,
                site_id=each.site_id,
                defaults={"redirect_page": each.page, "automatically_created": True},
            )


def make_lasting(pages):
    """Let the redirects of pages that do not come back be permanent, as search engines ask.

    What somebody made, such as a short address in print, stays as they made it.
    """
    left = LeftAddress.objects.filter(page__in=pages)
    redirects = Redirect.objects.filter(pk__in=left.values("redirect"), automatically_created=True)
    redirects.update(is_permanent=True)


def keep_redirects(pages):
    """Let what still leads to pages that are about to go stay behind, leading nowhere.

    To a page that had no address when it was deleted, or that somebody led to it since, for
    example. One may be in print, and can then be led elsewhere; Wagtail would delete it.
    """
    Redirect.objects.filter(redirect_page__in=pages).update(redirect_page=None)

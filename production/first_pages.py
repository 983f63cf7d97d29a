"""The two home pages that a site begins with, empty but for its name."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from bin.guards import for_ever
from home.models import HomePage
from translations.passages import read_passages, translate_passages
from translations.publishing import publish_translation, register_translation

__all__ = ["make_home_pages"]

TITLE = "Home"


@transaction.atomic
def make_home_pages():
    """Make a home page in every language, if there is none at all; return whether it was so.

    Wagtail's own page of welcome goes.
    """
    if HomePage.objects.exists():
        return False
    first, *others = [
        Locale.objects.get_or_create(language_code=code)[0]
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]
    home = make_home_page(first)
    for locale in others:
        translate(home, locale)
    return True


def make_home_page(locale):
    """Return a new home page to which the site leads."""
    site = Site.objects.get(is_default_site=True)
    welcome, site.root_page = site.root_page, Page.get_first_root_node()
    site.save()
    with for_ever():
        welcome.delete()
    # Its slug is that of the page of welcome, and free now.
    home = HomePage(
        title=TITLE, slug="home", heading=settings.WAGTAIL_SITE_NAME, locale=locale, live=False
    )
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision(log_action=True).publish()
    site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
    site.save()
    return home


def translate(home, locale):
    """Publish a home page in another language: what is on it is the same there, for now."""
    translation = register_translation(home, locale)
    passages = read_passages(translation)
    texts = {each.key: each.source_text for each in passages}
    publish_translation(translation, translate_passages(passages, texts, locale))

"""Why an issue is not published by hand: it comes onto the site with its mails."""

from django.utils.translation import gettext as _
from wagtail.models import Locale

from issues.models import IssuePage

__all__ = ["list_unsent"]


def list_unsent(page):
    """Return a reason, as a list, against showing an issue that nobody was sent.

    The archive would tell of a newsletter that nobody got. A translation waits for its source
    anyway, and an issue that visitors saw before there was a mailing stays as it is.
    """
    if not isinstance(page, IssuePage) or is_translation(page):
        return []
    # As it is stored: whoever publishes a page has dated it already.
    stored = IssuePage.objects.filter(pk=page.pk).select_related("mailing").first() or page
    if stored.mailing.was_taken_back if stored.mailing else stored.first_published_at is None:
        return [_("A newsletter comes onto the site by itself when you send it, in step 6.")]
    return []


def is_translation(page):
    source = Locale.get_default()
    return page.locale_id != source.pk and page.get_translations().filter(locale=source).exists()

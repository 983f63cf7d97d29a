"""The end of what is in the bin: by itself after `BIN_DAYS`, or when somebody says so."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from background.words import in_words
from bin.addresses import keep_redirects, make_lasting
from bin.guards import for_ever
from bin.models import Deletion
from bin.things import throw_file_away

__all__ = ["delete_outdated_deletions", "throw_away"]


@in_words(_("Empty the bin of what was deleted long ago"))
def delete_outdated_deletions():
    """Delete for ever what was put in the bin `BIN_DAYS` ago."""
    for deletion in Deletion.objects.outdated():
        throw_away(deletion)


@transaction.atomic
def throw_away(deletion):
    """Delete for ever what is in a Deletion; visitors go on being led to where they were."""
    pages = Page.objects.filter(pk__in=deletion.pages.values("page"))
    make_lasting(pages)
    keep_redirects(pages)
    with for_ever():
        # Of a page that went with one above it nothing is left when its turn comes.
        for page in pages.order_by("depth", "path"):
            if Page.objects.filter(pk=page.pk).exists():
                page.delete()
    throw_file_away(deletion)
    deletion.delete()

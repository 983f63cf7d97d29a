"""What nobody put back for ninety days is gone."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from bin.deleting import put_page_in_bin
from bin.emptying import delete_outdated_deletions
from bin.models import Deletion
from tests.factories import StandardPageFactory

JOB = "bin.emptying.delete_outdated_deletions"


def test_is_done_every_day():
    assert settings.PERIODIC_WORK[JOB] == timedelta(days=1)


def test_takes_only_what_is_old_enough(home, settings):
    settings.BIN_IS_GUARDED = True
    old, new = [StandardPageFactory(parent=home, title=title) for title in ["Oud", "Nieuw"]]
    outdated, _recent = [put_page_in_bin(page) for page in [old, new]]
    Deletion.objects.filter(pk=outdated.pk).update(at=timezone.now() - timedelta(days=90))

    delete_outdated_deletions()

    assert not Page.objects.filter(pk=old.pk).exists()
    assert Page.objects.filter(pk=new.pk).exists()
    assert Deletion.objects.get().title == "Nieuw"

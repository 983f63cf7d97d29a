"""Renditions are made by the worker; what a page shows until then."""

from pathlib import Path

import pytest
from django.test import override_settings
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from wagtail.images.rect import Rect

from background.queue import QueueRunner
from library.answers import ImageKind, PeopleShown
from library.making import make, make_missing_renditions, make_quick
from library.models import Image, Rendition
from library.renditions import get_renditions
from library.sizes import get_filters, is_slow, list_uses_of
from news.models import NewsPage
from tests.factories import LibraryImageFactory, NewsIndexPageFactory, NewsPageFactory, get_home
from tests.library.test_renditions import spoil


@pytest.fixture(autouse=True)
def by_worker(settings):
    """As on a site with a worker, which does something only when a test says so."""
    settings.PICTURES_ARE_MADE_BY_WORKER = True


@pytest.fixture
def item(home):
    return make_item()


def make_item():
    """Return a news item with a picture."""
    index = NewsIndexPageFactory(parent=get_home())
    photo = LibraryImageFactory(file__width=800, file__height=500)
    return NewsPageFactory(parent=index, lead_image=photo)


@pytest.fixture
def work(run_background_tasks):
    """A function that does all that is in the queue."""
    return run_background_tasks


def get_specs(image):
    return {each.spec for each in get_filters(image, *list_uses_of(image))}


class TestUpload:
    @pytest.mark.parametrize("kind", ImageKind)
    def test_has_all_made_that_its_kind_is_shown_in(self, db, kind, work):
        image = LibraryImageFactory(kind=kind)

        assert not image.renditions.exists()
        work()

        assert set(image.renditions.values_list("filter_spec", flat=True)) == get_specs(image)
        assert not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists()

    def test_makes_first_what_is_quick_for_all(self, db):
        images = LibraryImageFactory.create_batch(2)

        QueueRunner("the worker").run_task(DBTaskResult.objects.ready().first())

        made = Rendition.objects.values_list("image", "filter_spec")
        assert {image for image, _ in made} == {images[0].pk}
        assert not any(is_slow(spec) for _, spec in made)
        assert DBTaskResult.objects.ready().first().args_kwargs["args"][0] == images[1].pk

    def test_is_asked_for_once(self, db):
        image = LibraryImageFactory()

        image.save()

        assert DBTaskResult.objects.count() == 1

    def test_of_which_nothing_can_be_made_is_tried_once_until_it_is_saved(self, client, item, work):
        photo = item.lead_image
        spoil(photo)
        work()
        tasks = DBTaskResult.objects.count()

        html = client.get(item.url).content.decode()

        assert "data:image/svg+xml" not in html
        assert DBTaskResult.objects.count() == tasks
        Image.objects.get().save()
        assert DBTaskResult.objects.count() == tasks + 1
        assert Image.objects.get().is_readable

    def test_that_is_withheld_while_it_is_made_leaves_nothing(self, db, monkeypatch):
        image = LibraryImageFactory()
        generate = Image.generate_rendition_instance

        def withhold_meanwhile(self, *arguments):
            Image.objects.update(people_shown=PeopleShown.UNKNOWN)
            return generate(self, *arguments)

        monkeypatch.setattr(Image, "generate_rendition_instance", withhold_meanwhile)
        make(image.pk, ["card"])

        assert not Rendition.objects.exists()


class TestPage:
    def test_shows_a_gap_of_the_right_size_and_makes_nothing(self, client, item):
        html = client.get(item.url).content.decode()

        assert 'src="data:image/svg+xml,' in html
        assert 'width="720" height="450"' in html
        assert not Rendition.objects.exists()

    def test_shows_another_size_where_its_own_is_not_there(self, item):
        photo = item.lead_image
        make(photo.pk, ["card"])

        shown = get_renditions(Image.objects.get(), "hero")

        assert [each.filter_spec.split("|")[0] for each in shown] == ["fill-480x300-c100"]
        assert "avif" not in shown[0].file.name

    def test_shows_in_a_list_what_was_made_after_it_asked(self, item, work):
        before = get_renditions(NewsPage.objects.for_cards().get().lead_image, "card")
        work()
        after = get_renditions(NewsPage.objects.for_cards().get().lead_image, "card")

        assert (len(before), len(after)) == (0, 6)


class TestPageOfWhatTheWorkerMade:
    @pytest.fixture(scope="class")
    @classmethod
    def kept_item(cls, keep):
        """The key of a news item with a picture, all of which is made; it stays for these tests."""
        with keep(), override_settings(PICTURES_ARE_MADE_BY_WORKER=True):
            key = make_item().pk
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(db_worker, "close_old_connections", lambda: None)
                QueueRunner("the worker").run()
            yield key

    @pytest.fixture
    def item(self, kept_item, db):
        return NewsPage.objects.get(pk=kept_item)

    def test_shows_it(self, client, item):
        html = client.get(item.url).content.decode()

        assert "data:image/svg+xml" not in html
        for media_type in ["image/avif", "image/webp"]:
            assert f'<source type="{media_type}"' in html

    def test_shows_the_old_cut_until_the_new_one_is_there(self, item, work):
        photo = Image.objects.get()
        old = get_renditions(photo, "card")

        photo.set_focal_point(Rect(0, 0, 100, 100))
        photo.save()
        meanwhile = get_renditions(Image.objects.get(), "card")
        work()
        new = get_renditions(Image.objects.get(), "card")

        assert [(each.width, each in old) for each in meanwhile] == [(480, True)]
        assert not {each.pk for each in new} & {each.pk for each in old}
        assert len(new) == len(old)

    def test_keeps_no_cut_of_before_once_the_new_one_is_there(self, item, work):
        photo = Image.objects.get()
        photo.set_focal_point(Rect(0, 0, 100, 100))
        photo.save()
        work()

        # It may show somebody who was to be cut off.
        kept = photo.renditions.values_list("filter_spec", flat=True)
        assert sorted(kept) == sorted(get_specs(photo))

    def test_asks_for_a_use_that_its_picture_is_not_meant_for(self, item, work):
        photo = item.lead_image

        get_renditions(photo, "logo")
        get_renditions(photo, "logo")

        assert DBTaskResult.objects.ready().count() == 1
        work()
        assert [each.filter_spec for each in get_renditions(photo, "logo")] == ["max-480x160"]

    def test_shows_the_new_file_after_it_was_replaced(self, item, work):
        photo = item.lead_image
        old = [Path(each.file.path) for each in photo.renditions.all()]
        photo.file = LibraryImageFactory(file__width=600, file__height=300).file
        photo._set_image_file_metadata()
        photo.save()
        # As Wagtail's form does, once the new file is saved.
        photo.renditions.all().delete()

        work()

        shown = get_renditions(Image.objects.get(pk=photo.pk), "lead")
        assert {(each.width, each.height) for each in shown} == {(600, 300)}
        assert {Path(each.file.path) for each in shown}.isdisjoint(old)


class TestMakeMissingRenditions:
    def test_makes_what_was_lost_and_nothing_else(self, db, work):
        lost, whole = LibraryImageFactory(), LibraryImageFactory()
        work()
        lost.renditions.filter(filter_spec__contains="webp").delete()
        tasks = DBTaskResult.objects.count()

        make_missing_renditions()

        asked = DBTaskResult.objects.ready()
        assert [each.args_kwargs["args"][0] for each in asked] == [lost.pk]
        assert DBTaskResult.objects.count() == tasks + 1
        work()
        assert lost.renditions.count() == whole.renditions.count() == len(get_specs(whole))

    def test_tries_once_more_what_could_not_be_read(self, db):
        Image.objects.filter(pk=LibraryImageFactory().pk).update(is_readable=False)
        DBTaskResult.objects.all().delete()

        make_missing_renditions()

        assert Image.objects.get().is_readable
        assert DBTaskResult.objects.get().task_path == make_quick.module_path

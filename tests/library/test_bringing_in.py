"""Bringing in pictures: each is stored with its answers or not at all, from both screens."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from wagtail.models import UploadedFile

from library.consent import list_reasons
from library.models import Image, ImageKind, PeopleShown
from tests.factories import make_onlooker
from tests.library.test_image_files import draw

ADDRESS = "wagtailimages:add_multiple"
ANSWERS = {
    "title": "Tafel",
    "kind": "photo",
    "description": "Mensen aan tafel",
    "people_shown": "consent",
    "consent_record": "Lijst van 27 november",
    "credit": "Jan",
    "collection": 1,
}


def send(admin, number=0, name="foto.jpg", **answers):
    """Return the answer to one picture, as the browser sends it; each number is another picture."""
    file = SimpleUploadedFile(name, draw(size=(64, 40 + number)))
    return admin.post(reverse(ADDRESS), {**ANSWERS, **answers, "file": file})


class TestScreen:
    def test_asks_each_question_once_for_all_and_has_no_answer_set(self, admin, home):
        page = html.document_fromstring(admin.get(reverse(ADDRESS)).content)

        people = page.xpath("//input[@name='people_shown']")
        assert [each.get("value") for each in people] == ["nobody", "consent", "unknown"]
        assert not [each for each in people if each.get("checked") is not None]
        card = page.xpath("//template[@data-upload-card]")[0]
        names = card.xpath(".//*[@name]/@name")
        assert [name.removeprefix("one-") for name in names] == [
            *["title", "description", "only_decorates", "people_shown", "consent_record", "credit"]
        ]
        assert len(set(card.xpath(".//*[@name]/@id"))) == len(names)

    def test_calls_what_is_added_among_logos_a_logo(self, admin, home):
        page = html.document_fromstring(admin.get(reverse(ADDRESS), {"show": "logos"}).content)

        assert page.xpath("//select[@name='kind']/option[@selected]/@value") == ["logo"]


class TestPicture:
    def test_is_stored_with_its_answers_and_ready_to_be_shown(self, admin, editor, home):
        answers = [send(admin, number, title=f"Tafel {number}") for number in range(3)]

        images = Image.objects.order_by("title")
        assert [image.title for image in images] == ["Tafel 0", "Tafel 1", "Tafel 2"]
        for image, answer in zip(images, answers, strict=True):
            assert answer.json()["url"] == reverse("wagtailimages:edit", args=[image.pk])
            assert list_reasons(image) == []
            assert (image.credit, image.uploaded_by_user) == ("Jan", editor)
            assert image.people_shown == PeopleShown.CONSENT

    @pytest.mark.parametrize(
        ("answers", "field"),
        [
            ({"people_shown": ""}, "people_shown"),
            ({"description": ""}, "description"),
            ({"consent_record": ""}, "consent_record"),
            ({"title": ""}, "title"),
            ({"name": "foto.exe"}, "file"),
        ],
    )
    def test_without_an_answer_is_not_stored_at_all(self, admin, home, answers, field):
        response = send(admin, **answers)

        assert response.status_code == 422
        assert list(response.json()["errors"]) == [field]
        assert not Image.objects.exists()
        assert not UploadedFile.objects.exists()

    def test_that_is_a_logo_needs_no_words(self, admin, home):
        send(admin, description="", kind="logo", people_shown="nobody")

        assert Image.objects.get().kind == ImageKind.LOGO

    def test_that_was_there_already_is_named(self, admin, home):
        send(admin, title="Eerste")

        note = send(admin, title="Tweede").json()["note"]

        assert "Eerste" in note

    def test_is_refused_from_who_may_not_add_any(self, client, home):
        client.force_login(make_onlooker())

        send(client)

        assert not Image.objects.exists()


class TestChooser:
    PREFIX = "image-chooser-upload"

    def upload(self, admin, query="", **answers):
        fields = {f"{self.PREFIX}-{name}": value for name, value in {**ANSWERS, **answers}.items()}
        fields[f"{self.PREFIX}-file"] = SimpleUploadedFile("foto.jpg", draw())
        return admin.post(reverse("wagtailimages_chooser:create") + query, fields).json()

    def test_asks_first_what_each_picture_must_have(self, admin, home):
        form = html.fromstring(admin.get(reverse("wagtailimages_chooser:choose")).json()["html"])

        later = form.xpath("//details//*[@name]/@name")
        first = form.xpath("//form[@method='post']//*[@name]/@name")
        asked = [name.removeprefix(f"{self.PREFIX}-") for name in first if name not in later]
        assert list(dict.fromkeys(asked)) == [
            *["csrfmiddlewaretoken", "focal_point_x", "focal_point_y", "focal_point_width"],
            *["focal_point_height", "file", "title", "description", "only_decorates"],
            *["people_shown", "consent_record", "credit"],
        ]

    def test_stores_a_picture_with_its_answers(self, admin, home):
        assert self.upload(admin)["step"] == "chosen"
        assert list_reasons(Image.objects.get()) == []

    def test_offers_the_same_picture_that_is_there_in_a_panel_that_its_script_finds(
        self, admin, home
    ):
        self.upload(admin)

        answer = self.upload(admin)

        assert answer["step"] == "duplicate_found"
        panel = html.fromstring(answer["htmlFragment"])
        assert panel.get("data-w-tabs-target") == "panel"
        new = Image.objects.latest("pk")
        assert panel.xpath(".//a[contains(@class, 'use-new-image')]/@href") == [
            reverse("wagtailimages_chooser:chosen", args=[new.pk])
        ]

    @pytest.mark.parametrize("name", ["people_shown", "description"])
    def test_wants_an_answer(self, admin, home, name):
        assert self.upload(admin, **{name: ""})["step"] == "reshow_creation_form"
        assert not Image.objects.exists()

    def test_begins_with_a_logo_where_one_is_asked_for(self, admin, home):
        address = reverse("wagtailimages_chooser:choose")

        form = html.fromstring(admin.get(address, {"show": "logos"}).json()["html"])

        kind = form.xpath("//form[@method='post']//select[contains(@name, 'kind')]")[0]
        assert kind.xpath("option[@selected]/@value") == ["logo"]

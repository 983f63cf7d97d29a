"""No image goes live unanswered: are people in it, did they agree, what is to be seen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import Page

from library.consent import find_unready, list_unready_images
from library.models import Image, PeopleShown
from tests.factories import (
    LibraryImageFactory,
    NewsPageFactory,
    RoleFactory,
    StandardPageFactory,
    TeamMemberFactory,
    WorkTeamPageFactory,
)
from tests.library.test_image_files import draw


def describe(image, words="", *, decorative=False):
    """Return an image as Wagtail's block gives it, with words of its own."""
    image.contextual_alt_text, image.decorative = words, decorative
    return {"image": image, "caption": "", "credit": ""}


@pytest.fixture
def unasked(home):
    return LibraryImageFactory(people_shown="", title="Onbekend")


class TestFindUnready:
    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({}, []),
            ({"people_shown": PeopleShown.CONSENT}, []),
            ({"people_shown": ""}, ["herkenbare"]),
            ({"people_shown": PeopleShown.UNKNOWN}, ["toestemming"]),
            ({"description": ""}, ["Beschrijf"]),
            ({"description": "", "only_decorates": True}, []),
            ({"description": "", "people_shown": ""}, ["herkenbare", "Beschrijf"]),
        ],
    )
    def test_says_what_is_to_be_done(self, home, fields, words):
        page = NewsPageFactory.build(lead_image=LibraryImageFactory(**fields))

        with override("nl"):
            reasons = list_unready_images(page)

        assert len(reasons) == len(words)
        for reason, word in zip(reasons, words, strict=True):
            assert "Tafel" in reason
            assert word in reason

    def find(self, page):
        return [image.title for image, _reasons in find_unready(page)]

    def test_looks_in_blocks_and_in_blocks_within(self, home, unasked):
        ready = LibraryImageFactory()
        for block, value in [
            ("picture", describe(unasked)),
            ("picture_row", {"pictures": [describe(ready), describe(unasked)]}),
            ("video", {"title": "x", "url": "https://example.org/", "poster": unasked}),
            (
                "contact_person",
                {"title": "x", "people": [{"name": "Fatima", "photo": unasked, "consent": True}]},
            ),
        ]:
            page = StandardPageFactory(parent=home, title=block, body=[(block, value)], live=False)
            draft = Page.objects.get(pk=page.pk).specific
            assert self.find(draft) == ["Onbekend"], block

    @pytest.mark.parametrize(
        ("words", "decorative", "titles"),
        [("Een gedekte tafel", False, []), ("", True, []), ("", False, ["Tafel"])],
    )
    def test_takes_the_words_of_a_block(self, home, words, decorative, titles):
        value = describe(LibraryImageFactory(description=""), words, decorative=decorative)

        assert self.find(StandardPageFactory.build(body=[("picture", value)])) == titles

    def test_looks_at_the_members_of_a_team(self, home, unasked):
        team = WorkTeamPageFactory(parent=home)
        TeamMemberFactory(team=team, role=RoleFactory(), photo=unasked)

        assert self.find(team) == ["Onbekend"]

    def test_looks_at_what_is_typed_and_not_saved_yet(self, home, unasked):
        page = NewsPageFactory(parent=home, lead_image=unasked, live=False)

        page.lead_image = None

        assert self.find(page) == []

    def test_names_an_image_once(self, home, unasked):
        body = [("picture", describe(unasked)), ("picture", describe(unasked))]

        assert len(find_unready(NewsPageFactory.build(lead_image=unasked, body=body))) == 1


class TestForm:
    ADD = {"title": "Tafel", "kind": "photo", "description": "Een tafel", "consent_record": ""}

    def post(self, admin, **fields):
        photo = SimpleUploadedFile("foto.jpg", draw())
        data = {**self.ADD, "file": photo, "people_shown": "nobody", **fields}
        return admin.post(reverse("wagtailimages:add"), data)

    def test_has_no_answer_set_beforehand(self, admin, home):
        form = admin.get(reverse("wagtailimages:add")).context["form"]

        assert not form["people_shown"].value()
        assert form.fields["people_shown"].required

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"people_shown": ""}, "people_shown"), ({"description": ""}, "description")],
    )
    def test_wants_an_answer(self, admin, home, fields, field):
        response = self.post(admin, **fields)

        assert list(response.context["form"].errors) == [field]
        assert not Image.objects.exists()

    @pytest.mark.parametrize("fields", [{}, {"description": "", "only_decorates": "on"}])
    def test_takes_an_answer(self, admin, home, fields):
        self.post(admin, **fields)

        assert Image.objects.count() == 1


class TestAnswersForAll:
    def post(self, admin, images, **answers):
        address = reverse("wagtail_bulk_action", args=["library", "image", "answer_for_all"])
        query = "&".join(f"id={image.pk}" for image in images)
        return admin.post(f"{address}?{query}", answers)

    def test_are_given_to_each_image_that_was_chosen(self, admin, home):
        images = [LibraryImageFactory(people_shown="", credit="Jan") for _number in range(2)]
        other = LibraryImageFactory(people_shown="")

        self.post(
            admin, images, people_shown="consent", consent_record="Lijst van 27 november", credit=""
        )

        for image in images:
            image.refresh_from_db()
            assert (image.people_shown, image.credit) == (PeopleShown.CONSENT, "Jan")
            assert image.consent_record == "Lijst van 27 november"
        other.refresh_from_db()
        assert other.people_shown == ""

    def test_are_given_to_all_without_consent_and_to_no_other(self, admin, home):
        wanting = LibraryImageFactory(people_shown="", title="Zonder antwoord")
        other = LibraryImageFactory(people_shown=PeopleShown.NOBODY)
        address = reverse("wagtail_bulk_action", args=["library", "image", "answer_for_all"])

        response = admin.post(
            f"{address}?show=without_consent&id=all",
            {"people_shown": "consent", "consent_record": "Lijst van 27 november"},
        )

        assert response.status_code == 302
        for image in [wanting, other]:
            image.refresh_from_db()
        assert wanting.people_shown == PeopleShown.CONSENT
        assert other.people_shown == PeopleShown.NOBODY

    @pytest.mark.parametrize("answers", [{}, {"people_shown": "consent"}])
    def test_are_complete_or_refused(self, admin, home, answers):
        image = LibraryImageFactory(people_shown="")

        response = self.post(admin, [image], **answers)

        image.refresh_from_db()
        assert response.context["form"].errors
        assert image.people_shown == ""


def test_is_a_rule_of_the_gate_for_publishing():
    """The name of the hook that `pages.publishing` asks; what it does there is tested there."""
    assert list_unready_images in hooks.get_hooks("list_reasons_against_publishing")

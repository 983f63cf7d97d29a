"""Somebody no longer agrees to be seen: visitors see their image no more, and staff hear where."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from library.models import PeopleShown, Rendition
from tests.factories import (
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PartnerFactory,
    PartnerIndexPageFactory,
    StandardPageFactory,
    translate,
)

WORDS = "Fatima lacht"


@pytest.fixture
def image(home):
    return LibraryImageFactory(
        title="Portret",
        description=WORDS,
        caption="Fatima aan tafel",
        people_shown=PeopleShown.CONSENT,
        consent_record="Formulier van 3 mei",
    )


@pytest.fixture
def index(home):
    return NewsIndexPageFactory(parent=home)


@pytest.fixture
def page(index, image):
    return NewsPageFactory(parent=index, lead_image=image)


def withdraw(admin, image):
    """Answer in the form of an image that not everybody agrees, and see the list of images."""
    fields = {
        "title": "Portret",
        "kind": "photo",
        "description": WORDS,
        "people_shown": "unknown",
        "collection": 1,
    }
    address = reverse("wagtailimages:edit", args=[image.pk])
    return admin.post(address, {**fields, "consent_record": ""}, follow=True)


class TestVisitor:
    def test_sees_a_gap_in_every_language(self, client, admin, page, image, english_home):
        translate(page.get_parent(), title="News")
        english = translate(page, title="In English")
        for address in [page.url, english.url]:
            assertContains(client.get(address), "<picture>")

        withdraw(admin, image)

        for address in [page.url, english.url]:
            response = client.get(address)
            assertNotContains(response, "<picture>")
            assertNotContains(response, "Fatima")
            assertContains(response, "img/sharing.png")

    def test_sees_it_in_no_list_or_block(self, client, admin, page, image, index, home):
        block = {"image": image, "caption": "", "credit": ""}
        text = StandardPageFactory(parent=home, title="Doel", body=[("picture", block)])

        withdraw(admin, image)

        for address in [index.url, text.url]:
            response = client.get(address)
            assertNotContains(response, "<picture>")
            assertNotContains(response, "Fatima")

    def test_finds_the_name_of_a_partner_in_the_place_of_its_logo(self, client, admin, image, home):
        partners = PartnerIndexPageFactory(parent=home)
        PartnerFactory(name="Welzijn Voorbeeld", logo=image)

        withdraw(admin, image)

        assertContains(client.get(partners.url), "Welzijn Voorbeeld")
        assertNotContains(client.get(partners.url), "<img")

    def test_finds_no_file_at_its_former_address(self, client, admin, page, image):
        client.get(page.url)
        file = Rendition.objects.filter(image=image).first().file

        withdraw(admin, image)

        assert not Rendition.objects.filter(file=file.name).exists()


class TestEditor:
    def test_hears_where_it_stood(self, admin, page, image, english_home):
        translate(page.get_parent(), title="News")
        english = translate(page, title="In English")
        partner = PartnerFactory(name="Welzijn Voorbeeld", logo=image)
        draft = NewsPageFactory(
            parent=page.get_parent(), title="Concept", lead_image=image, live=False
        )

        response = withdraw(admin, image)

        (said,) = [each for each in response.context["messages"] if each.level_tag == "warning"]
        for place in [page, english, partner]:
            assert str(place) in said.message
        assert draft.title not in said.message
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in said.message

    def test_hears_it_of_many_at_once(self, admin, page, image):
        address = reverse("wagtail_bulk_action", args=["library", "image", "answer_for_all"])

        response = admin.post(
            f"{address}?id={image.pk}&next=/admin/images/", {"people_shown": "unknown"}, follow=True
        )

        assertContains(response, "Bezoekers zien deze afbeelding niet meer.")

    def test_hears_nothing_of_an_image_that_stands_nowhere(self, admin, image):
        assertNotContains(withdraw(admin, image), "Bezoekers zien deze afbeelding niet meer")

    def test_cannot_give_it_to_a_partner(self, home):
        for people_shown in ["", "unknown"]:
            image = LibraryImageFactory(people_shown=people_shown)
            for field in ["logo", "logo_dark"]:
                partner = PartnerFactory(**{field: image})

                with pytest.raises(ValidationError) as refused:
                    partner.full_clean()

                assert refused.value.message_dict.keys() == {field}, people_shown


class TestButton:
    """On the form of a picture, for who hears that somebody agrees no more."""

    def press(self, admin, image, **fields):
        address = reverse("wagtailimages:edit", args=[image.pk])
        values = {"title": "Anders", "kind": "photo", "people_shown": "consent", "collection": 1}
        answer = admin.post(address, {**values, **fields, "withdraw": "yes"}, follow=True)
        image.refresh_from_db()
        return answer

    def test_takes_the_picture_off_at_once_and_keeps_what_was_typed(self, admin, page, image):
        response = self.press(admin, image, description=WORDS)

        assert (image.people_shown, image.title) == (PeopleShown.UNKNOWN, "Anders")
        assertContains(response, page.title)
        assertNotContains(admin.get(page.url), WORDS)

    def test_waits_for_no_other_answer(self, admin, page, image):
        response = self.press(admin, image, title="", description="")

        assert image.people_shown == PeopleShown.UNKNOWN
        assert response.context["form"].errors
        assertContains(response, page.title)

    def test_is_not_there_when_nobody_sees_the_picture(self, admin, image):
        address = reverse("wagtailimages:edit", args=[image.pk])
        assertContains(admin.get(address), 'name="withdraw"')

        self.press(admin, image, description=WORDS)

        assertNotContains(admin.get(address), 'name="withdraw"')

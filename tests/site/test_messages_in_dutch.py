"""What the admin says after something was done is in one Dutch, as its screens are."""

import pytest
from django.urls import reverse

from pages.models import StandardPage
from tests.factories import PartnerFactory, StandardPageFactory, get_home
from tests.site.test_admin_in_dutch import ODD_WORDS, is_english

FORM = {
    "title": "Meedoen",
    "slug": "meedoen",
    "summary": "",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "go_live_at": "",
    "go_live_at_time": "09:00",
    "expire_at": "",
    "expire_at_time": "09:00",
}
PLANNED = {**FORM, "action-publish": "plan", "go_live_at": "2099-12-01"}


@pytest.fixture(scope="module")
def kept_page(keep):
    """The key of a page, which stays for this module."""
    with keep():
        page = StandardPageFactory(parent=get_home(), title="Meedoen", slug="meedoen")
        page.save_revision().publish()
        yield page.pk


@pytest.fixture
def page(kept_page, db):
    return StandardPage.objects.get(pk=kept_page)


@pytest.fixture
def other(home):
    """A page to move or copy another to."""
    return StandardPageFactory(parent=home, title="Over ons", slug="over-ons")


def read_messages(client, url, data):
    """Return what is said after a form is sent, as a list of str; it must be something."""
    answer = client.post(url, data, follow=True)
    said = [str(each) for each in answer.context["messages"]]
    assert said
    return said


def find_odd(said):
    return [text for text in said if is_english(text) or ODD_WORDS.search(text)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("edit", FORM),
        ("edit", {**FORM, "title": ""}),
        ("edit", {**FORM, "action-publish": "action-publish"}),
        ("edit", {**FORM, "action-submit": "1"}),
        ("edit", PLANNED),
        ("edit", {**PLANNED, "go_live_at": "", "expire_at": "2099-12-31"}),
        ("unpublish", {}),
        ("delete", {}),
    ],
    ids=[
        "saved",
        "refused",
        "published",
        "submitted",
        "planned",
        "ended",
        "unpublished",
        "deleted",
    ],
)
def test_after_an_action_on_a_page(page, admin, name, data):
    said = read_messages(admin, reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), data)

    assert find_odd(said) == []


def test_after_withdrawing_a_plan(page, admin):
    admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), PLANNED, follow=True)

    assert find_odd(read_messages(admin, reverse("withdraw_plan", args=[page.pk]), {})) == []


def test_after_moving(page, other, admin):
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk])

    assert find_odd(read_messages(admin, url, {})) == []


def test_after_copying(page, other, admin):
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    copy = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": other.pk}

    assert find_odd(read_messages(admin, url, copy)) == []


def test_after_deleting_a_partner(admin):
    partner = PartnerFactory()
    url = reverse(partner.snippet_viewset.get_url_name("delete"), args=[partner.pk])

    assert find_odd(read_messages(admin, url, {})) == []

"""The panel "Before you publish" beside the form of a page."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from lxml.html import fragment_fromstring
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from advice.advising import advise
from pages.blocks import PageBodyBlock
from pages.models import StandardPage
from tests.factories import StandardPageFactory, TermFactory, get_home

FAKE_LIST = "<p>- luisteren</p><p>- doen</p>"


def make_form(page, html):
    """Return what the form of a page sends, with one block of text."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "Kom ook.",
            "body": streamfield([("text", rich_text(html))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )


@pytest.fixture(scope="module")
def kept_page(keep):
    with keep():
        stored = [{"type": "text", "value": FAKE_LIST, "id": "the-text"}]
        page = StandardPageFactory(parent=get_home(), body=PageBodyBlock().to_python(stored))
        page.save_revision().publish()
        yield page.pk


@pytest.fixture
def page(kept_page, db):
    """A page with a list that is none."""
    return StandardPage.objects.get(pk=kept_page)


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestThePanel:
    def test_says_what_could_be_better_and_leads_there(self, admin, page):
        text = admin.get(edit(page)).content.decode()

        assert "luisteren” begint met een teken" in text
        assert 'href="#:w:contentpath=body.the-text"' in text

    def test_says_first_what_is_needed(self, admin, page):
        page.slug = "admin"
        page.save_revision()

        text = admin.get(edit(page)).content.decode()

        assert text.index("Nodig voor publicatie") < text.index("Kan beter")
        assert "hoort bij een onderdeel van de site zelf" in text

    def test_is_made_anew_by_each_save_of_its_own(self, admin, page):
        answer = admin.post(
            edit(page),
            make_form(page, "<p>Klik <a href='/a/'>hier</a></p>"),
            headers={"Accept": "application/json"},
        )

        html = answer.json()["html"]
        assert "#advice-findings" in html
        assert "“hier” zegt niet waar" in html
        assert "begint met een teken" not in html

    def test_is_there_for_a_new_page(self, admin, home):
        url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])

        assert 'id="advice-findings"' in admin.get(url).content.decode()

    def test_is_advice(self, admin, page):
        """What is found stands in the way of nothing."""
        assert advise(page).findings
        assert advise(page).reasons == []


def read_token(html):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]


class TestRepair:
    def post(self, client, page, **fields):
        url = reverse("advice:repair", args=[page.pk])
        data = {"repair": "list", "path": "body.the-text", "revision": page.latest_revision_id}
        return client.post(url, data | fields, follow=True)

    def read(self, page):
        page.refresh_from_db()
        return page.get_latest_revision_as_object().body[0].value.source

    def test_makes_a_list_in_the_draft(self, admin, page):
        self.post(admin, page)

        assert self.read(page) == "<ul><li>luisteren</li><li>doen</li></ul>"
        assert page.body[0].value.source == FAKE_LIST
        assert page.has_unpublished_changes

    @pytest.mark.parametrize("is_after_a_save", [False, True])
    def test_is_a_form_of_this_site(self, editor, page, is_after_a_save):
        """The panel has a token; without one, nobody but a test gets by."""
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        html = client.get(edit(page)).content.decode()
        if is_after_a_save:
            form = {**make_form(page, FAKE_LIST), "csrfmiddlewaretoken": read_token(html)}
            headers = {"Accept": "application/json"}
            html = client.post(edit(page), form, headers=headers).json()["html"]
            page.refresh_from_db()
        document = fragment_fromstring(html.replace("template", "div"), create_parent=True)
        (repair,) = document.xpath("//form[.//button[@name='repair']]")

        client.post(repair.action, {**dict(repair.form_values()), "repair": "list"})

        assert self.read(page).startswith("<ul><li")

    def test_changes_nothing_that_was_changed_meanwhile(self, admin, page):
        before = page.latest_revision_id
        page.save_revision()

        self.post(admin, page, revision=before)

        assert self.read(page) == FAKE_LIST

    def test_is_for_who_may_edit(self, client, page, django_user_model):
        reader = django_user_model.objects.create_user("lezer@example.org", password="x" * 20)
        client.force_login(reader)

        self.post(client, page)

        assert self.read(page) == FAKE_LIST

    @pytest.mark.parametrize(
        "fields", [{"repair": "other"}, {"path": ""}, {"path": "title"}, {"path": "body.gone"}]
    )
    def test_of_something_else_changes_nothing(self, admin, page, fields):
        self.post(admin, page, **fields)

        assert self.read(page) == FAKE_LIST

    def test_waits_for_who_locked_the_page(self, admin, page, django_user_model):
        page.locked, page.locked_by = True, django_user_model.objects.create_user("x@example.org")
        page.save()

        self.post(admin, page)

        assert self.read(page) == FAKE_LIST


class TestWagtailsOwnChecks:
    def test_are_all_in_dutch(self):
        """On the page itself the bar of Wagtail still runs its ten rules."""
        item = ContentCheckerItem()
        assert set(item.axe_run_only) <= set(item.axe_messages)
        for messages in item.axe_messages.values():
            for message in messages.values():
                with override("nl"):
                    dutch = str(message)
                with override("en"):
                    assert dutch != str(message)


class TestHints:
    def read(self, client, page):
        answer = client.get(edit(page)).content.decode()
        data = re.search(r'<script id="plain-dutch-data"[^>]*>(.*?)</script>', answer, re.DOTALL)
        return json.loads(data[1])

    def test_know_what_the_glossary_explains(self, admin, page):
        TermFactory(name="Wmo", other_forms="Wet maatschappelijke ondersteuning")

        explained = self.read(admin, page)["explained"]

        assert explained == ["wet maatschappelijke ondersteuning", "wmo"]

    def test_lead_to_the_form_for_a_word_who_may_add_one(self, admin, page, client):
        assert self.read(admin, page)["explain"].endswith("/glossary/term/add/?name=")

        writer = User.objects.create_user("meeschrijver@example.org")
        writer.groups.add(Group.objects.get(name="Meeschrijver"))
        client.force_login(writer)
        assert self.read(client, page)["explain"] == ""

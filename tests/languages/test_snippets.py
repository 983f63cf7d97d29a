"""What staff keep in lists: how it is chosen, and its history."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.log_actions import LogContext, log
from wagtail.snippets.models import get_snippet_models

from languages.snippets import StaffSnippetViewSet
from tests.factories import RoleFactory

pytestmark = pytest.mark.django_db


def test_all_of_it_has_the_same_screens():
    others = [
        model
        for model in get_snippet_models()
        if not isinstance(model.snippet_viewset, StaffSnippetViewSet)
    ]
    assert others == []


def test_is_chosen_by_language_in_words(admin, english_home):
    viewset = RoleFactory(name="buur").snippet_viewset.chooser_viewset
    url = reverse(viewset.get_url_name("choose"))

    assertContains(admin.get(url), "Taal")
    assertNotContains(admin.get(url), "Locale")


def test_has_what_was_done_to_several_at_once_in_its_history(admin, editor):
    roles = [RoleFactory(name=name) for name in ["buur", "kok"]]
    with LogContext(user=editor):
        for role in roles:
            log(role, "wagtail.edit", content_changed=True)
            log(role, "wagtail.edit", content_changed=True)

    for role in roles:
        response = admin.get(reverse(role.snippet_viewset.get_url_name("history"), args=[role.pk]))
        assert len(response.context["object_list"]) == 1

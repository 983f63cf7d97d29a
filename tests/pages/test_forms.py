"""The form that every kind of page is written in, whatever a kind adds to it."""

import pytest
from wagtail.models import get_page_models

from pages.forms import BasePageForm
from pages.models import BasePage
from teams.models import WorkTeamPage
from tests.factories import WorkTeamIndexPageFactory, WorkTeamPageFactory

KINDS = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_page_has_its_rules(kind):
    assert issubclass(kind.get_edit_handler().get_form_class(), BasePageForm)


def test_a_work_team_with_a_taken_address_gets_a_number_behind_it(home):
    teams = WorkTeamIndexPageFactory(parent=home)
    taken = WorkTeamPageFactory(parent=teams).slug
    form_class = WorkTeamPage.get_edit_handler().get_form_class()

    typed = {"title": "Samen", "slug": taken, "body-count": "0"}
    form = form_class(typed, instance=WorkTeamPage(), parent_page=teams)
    form.full_clean()

    assert form.cleaned_data["slug"] == f"{taken}-2"

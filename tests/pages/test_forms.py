"""The form that every kind of page is written in, whatever a kind adds to it."""

import datetime

import pytest
from wagtail.models import get_page_models

from news.models import NewsPage
from pages.forms import BasePageForm
from pages.models import AccessibilityStatementPage, BasePage
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


@pytest.mark.parametrize(
    ("kind", "name"), [(NewsPage, "date"), (AccessibilityStatementPage, "statement_date")]
)
class TestDateThatWasEmptied:
    @pytest.fixture
    def form(self, kind, name, home):
        """The form of a page with a date that was emptied."""
        page = kind(**{name: datetime.date(2018, 5, 13)})
        form_class = kind.get_edit_handler().get_form_class()
        typed = {"title": "Samen", "body-count": "0", "deviations-count": "0", name: ""}
        return form_class(typed, instance=page, parent_page=home)

    def test_stops_no_draft_and_is_kept(self, form, name):
        form.defer_required_fields()

        form.full_clean()

        assert name not in form.errors
        assert form.cleaned_data[name] == datetime.date(2018, 5, 13)

    def test_is_asked_for_when_the_page_is_published(self, form, name):
        form.defer_required_fields()
        form.restore_required_fields()

        form.full_clean()

        assert name in form.errors

"""Which addresses have a page that is kept for the next visitor."""

import pytest

from agenda.forms import AgendaFilterForm
from news.forms import NewsFilterForm
from pages.filters import FilterForm
from publications.forms import PublicationFilterForm
from search.forms import SearchForm
from teams.forms import WorkTeamFilterForm

# Search is never kept, as each question is counted.
KEPT = {AgendaFilterForm, NewsFilterForm, PublicationFilterForm, WorkTeamFilterForm}


def list_forms(form=FilterForm):
    """Return all forms of filters, but those that others are made of and those of tests."""
    for each in form.__subclasses__():
        if each.base_fields and not each.__module__.startswith("tests."):
            yield each
        yield from list_forms(each)


@pytest.mark.parametrize("form", sorted(KEPT, key=str))
def test_each_choice_of_a_list_is_one(form, settings):
    assert form.base_fields.keys() <= settings.PAGE_CACHE_PARAMETERS


def test_every_list_is_known_here():
    assert {*list_forms()} - {SearchForm} == KEPT

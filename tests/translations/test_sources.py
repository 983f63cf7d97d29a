"""What counts as a change of a page: what visitors see, and not how the database gives it."""

import json

import pytest

from news.models import NewsPage
from teams.models import WorkTeamPage
from translations.sources import has_same_content

ANNA = {"translation_key": "a", "name": "Anna", "sort_order": None}
BRAM = {"translation_key": "b", "name": "Bram", "sort_order": None}
HEADING, TEXT = {"type": "heading", "id": "1"}, {"type": "text", "id": "2"}


@pytest.mark.parametrize(
    ("model", "one", "other"),
    [
        (NewsPage, {"themes": [1, 2]}, {"themes": [2, 1]}),
        (WorkTeamPage, {"members": [ANNA, BRAM]}, {"members": [BRAM, ANNA]}),
    ],
)
def test_another_order_of_what_has_none_is_no_change(model, one, other):
    assert has_same_content(model, json.dumps(one), json.dumps(other))


@pytest.mark.parametrize(
    ("model", "one", "other"),
    [
        (NewsPage, {"themes": [1, 2]}, {"themes": [1, 3]}),
        (
            WorkTeamPage,
            {"members": [ANNA | {"sort_order": 0}, BRAM | {"sort_order": 1}]},
            {"members": [ANNA | {"sort_order": 1}, BRAM | {"sort_order": 0}]},
        ),
        (
            NewsPage,
            {"body": json.dumps([HEADING, TEXT])},
            {"body": json.dumps([TEXT, HEADING])},
        ),
    ],
)
def test_another_order_that_somebody_gave_is_one(model, one, other):
    assert not has_same_content(model, json.dumps(one), json.dumps(other))

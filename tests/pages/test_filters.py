from django import forms
from django.http import QueryDict

from pages.filters import CountedFilterForm, FilterForm, Group


class FruitForm(FilterForm):
    kind = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten")])
    colour = forms.ChoiceField(label="Kleur", required=False, choices=[("", "Alle kleuren")])


def read(query):
    return FruitForm(
        QueryDict(query),
        choices={
            "kind": [("appel", "Appel"), ("peer", "Peer")],
            "colour": [("rood", "Rood"), ("groen", "Groen")],
        },
    )


class TestFilterForm:
    def test_reads_what_was_chosen(self):
        assert read("kind=appel&colour=rood").get_chosen() == {"kind": "appel", "colour": "rood"}

    def test_says_that_a_value_is_unknown_and_filters_nothing(self):
        form = read("kind=kiwi&colour=rood")

        assert form.errors
        assert form.get_chosen() == {"colour": "rood"}

    def test_links_keep_the_other_filters_and_drop_the_page_number(self):
        (_, kinds), _ = read("kind=appel&colour=rood&page=3").get_groups()

        assert [(link.label, link.url, link.is_current) for link in kinds] == [
            ("Alle soorten", "?colour=rood", False),
            ("Appel", "?kind=appel&colour=rood", True),
            ("Peer", "?kind=peer&colour=rood", False),
        ]

    def test_leaves_out_a_filter_that_gives_no_choice(self):
        form = FruitForm(QueryDict(), choices={"kind": [("appel", "Appel")], "colour": []})

        assert form.get_groups() == []


class CountedFruitForm(CountedFilterForm):
    kind = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten")])
    colour = forms.ChoiceField(label="Kleur", required=False, choices=[("", "Alle kleuren")])


def read_counted(query, empty=None):
    """Return a form; `empty` is the colour that the empty choice stands for."""
    kinds, colours = ["appel", "peer", "kers"], ["rood", "groen"]
    return CountedFruitForm(
        QueryDict(query),
        choices={
            "kind": [(each, each.capitalize()) for each in kinds],
            "colour": [(each, each.capitalize()) for each in colours],
        },
        keys={
            "kind": {each: each for each in kinds},
            "colour": {"": empty, **{each: each for each in colours}},
        },
        groups=[
            Group(3, {"kind": ["appel"], "colour": ["rood", "groen"]}),
            Group(2, {"kind": ["appel"], "colour": ["rood"]}),
            Group(1, {"kind": ["peer"], "colour": ["groen"]}),
        ],
    )


def list_choices(query, empty=None):
    return {
        label: [(str(link.label), link.number) for link in links]
        for label, links in read_counted(query, empty).get_groups()
    }


class TestCountedFilterForm:
    def test_says_how_much_each_choice_leaves_and_offers_no_empty_one(self):
        assert list_choices("") == {
            "Soort": [("Alle soorten", 6), ("Appel", 5), ("Peer", 1)],
            "Kleur": [("Alle kleuren", 6), ("Rood", 5), ("Groen", 4)],
        }

    def test_counts_with_the_other_filters_in_force(self):
        assert list_choices("colour=groen") == {
            "Soort": [("Alle soorten", 4), ("Appel", 3), ("Peer", 1)],
            "Kleur": [("Alle kleuren", 6), ("Rood", 5), ("Groen", 4)],
        }

    def test_leaves_out_a_filter_that_divides_nothing(self):
        assert "Soort" not in list_choices("colour=rood")

    def test_keeps_what_was_chosen_though_it_leaves_nothing(self):
        assert ("Kers", 0) in list_choices("kind=kers")["Soort"]

    def test_lead_back_where_two_leave_nothing(self):
        assert list_choices("kind=kers&colour=groen") == {
            "Soort": [("Alle soorten", 4), ("Appel", 3), ("Peer", 1), ("Kers", 0)],
            "Kleur": [("Alle kleuren", 0), ("Groen", 0)],
        }

    def test_may_have_an_empty_choice_that_stands_for_something(self):
        assert list_choices("", empty="blauw") == {
            "Kleur": [("Alle kleuren", 0), ("Rood", 5), ("Groen", 4)]
        }
        assert read_counted("", empty="groen").count() == 4

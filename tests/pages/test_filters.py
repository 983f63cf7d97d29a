from django import forms
from django.http import QueryDict

from pages.filters import FilterForm


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

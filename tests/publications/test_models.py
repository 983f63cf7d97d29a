import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.publishing import list_reasons
from publications.authors import Author, read_authors
from publications.models import PublicationPage
from tests.factories import (
    FileFactory,
    PublicationPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    make_english_home,
    translate,
    written_once,
)


class TestAPublication:
    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"web_address": ""}, "Kies een bestand"),
            ({"year": None}, "Jaar"),
            ({"year": 1066}, "1900"),
            ({"year": timezone.localdate().year + 2}, "te ver"),
            ({"authors": ""}, "Auteurs"),
            ({"kind": ""}, "Soort: "),
            ({"accessibility": "other"}, "andere versie"),
        ],
    )
    def test_is_not_shown_before_it_is_complete(self, index, fields, reason):
        page = PublicationPageFactory(parent=index, live=False)
        for name, value in fields.items():
            setattr(page, name, value)

        (found,) = list_reasons(page)

        assert reason.lower() in found.lower()

    @pytest.mark.parametrize(
        "fields",
        [
            {"web_address": "", "doi": "10.1000/182"},
            {"accessibility": "other", "accessible_address": "https://example.org/voorlezen"},
            {"year": timezone.localdate().year + 1},
        ],
    )
    def test_is_shown_with_one_of_several_ways_to_get_it(self, client, index, fields):
        page = PublicationPageFactory(parent=index, live=False, **fields)

        page.save_revision().publish()

        assert client.get(page.url).status_code == 200

    def test_may_be_shown_with_a_file_alone(self, client, index):
        page = PublicationPageFactory(parent=index, web_address="", document=FileFactory())

        html = client.get(page.url).content.decode()

        assert f'href="{page.document.url}"' in html
        assert "Download<" in html
        assert "PDF" in html

    def test_loses_its_file_without_a_fault(self, client, index):
        page = PublicationPageFactory(parent=index, document=FileFactory())
        page.document.delete()

        assertContains(client.get(page.url), "https://example.org/verslag")

    def test_says_what_it_is(self, client, index):
        page = PublicationPageFactory(
            parent=index,
            kind="article",
            authors="Voorbeeld, A. van\nWerkteam 2",
            licence="by",
            doi="10.1000/182",
            accessibility="other",
            accessible_note="voorgelezen",
            accessible_address="https://example.org/luister",
        )

        html = client.get(page.url).content.decode()

        for words in ["Artikel", "A. van Voorbeeld", "Werkteam 2", "CC BY 4.0", "voorgelezen"]:
            assert words in html
        assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
        assert 'href="https://doi.org/10.1000/182"' in html
        assert 'href="https://example.org/luister"' in html

    def test_is_cited_by_its_own_title_in_every_language(self, index):
        page = PublicationPageFactory(parent=index)
        make_english_home(get_home())
        translate(index)
        english = translate(page, title="What residents told")

        assert str(english.get_cited_title()) == "Wat bewoners vertelden"
        assert english.get_cited_title().language == "nl"

        page.original_title = "What they told us"
        assert str(page.get_cited_title()) == "What they told us"


class TestAuthors:
    def test_are_people_or_organisations(self):
        assert read_authors(" Voorbeeld,  A. van \n\nWerkteam 2\n") == [
            Author("Voorbeeld", "A. van"),
            Author("Werkteam 2"),
        ]


def titles(html):
    return [each.split("</a>")[0].split(">")[-1] for each in html.split('class="card__title"')[1:]]


class TestTheList:
    def test_has_the_newest_first_and_no_drafts(self, client, index):
        for title, year in [("Oud", 2016), ("Nieuw", 2018), ("Midden", 2017)]:
            PublicationPageFactory(parent=index, title=title, year=year)
        PublicationPageFactory(parent=index, title="Concept", live=False)

        assert titles(client.get(index.url).content.decode()) == ["Nieuw", "Midden", "Oud"]

    def test_says_of_each_choice_how_much_it_leaves_and_offers_no_empty_one(self, client, index):
        theme = ThemeFactory(name="Armoede", slug="armoede")
        for title, kind, year, themes in [
            ("Een", "report", 2018, [theme]),
            ("Twee", "report", 2017, []),
            ("Drie", "article", 2018, []),
        ]:
            PublicationPageFactory(parent=index, title=title, kind=kind, year=year, themes=themes)

        html = " ".join(client.get(index.url).content.decode().split())
        assert "Alles (3)" in html
        assert "Rapport (2)" in html
        assert "Artikel (1)" in html
        assert "Armoede (1)" in html
        assert "Presentatie (" not in html

        html = " ".join(client.get(index.url, {"kind": "report"}).content.decode().split())
        assert titles(html) == ["Een", "Twee"]
        assert "Alles (3)" in html
        assert "Artikel (1)" in html
        assert "2018 (1)" in html

        html = " ".join(client.get(index.url, {"year": "2017"}).content.decode().split())
        assert "Rapport (1)" not in html
        assert "Artikel (" not in html

    def test_is_filtered(self, client, index):
        found = {
            "?theme=armoede": ["Een"],
            "?team=werkteam": ["Twee"],
            "?year=2017": ["Twee"],
            "?language=en": ["Een"],
            "?kind=report&year=2018": ["Een"],
        }
        team = WorkTeamPageFactory(
            parent=WorkTeamIndexPageFactory(parent=index.get_parent()), slug="werkteam"
        )
        theme = ThemeFactory(slug="armoede")
        PublicationPageFactory(parent=index, title="Een", themes=[theme], language="en")
        PublicationPageFactory(parent=index, title="Twee", year=2017, work_teams=[team])

        lists = {query: client.get(f"{index.url}{query}").content.decode() for query in found}

        assert {query: titles(html) for query, html in lists.items()} == found

    def test_is_filtered_by_a_team_in_whatever_language(self, client, index):
        make_english_home(get_home())
        teams = WorkTeamIndexPageFactory(parent=index.get_parent())
        team = WorkTeamPageFactory(parent=teams, slug="werkteam", title="Samenspel")
        translate(teams, title="Work teams")
        english = translate(team, title="Interplay")
        PublicationPageFactory(parent=index, title="Een", work_teams=[english])
        PublicationPageFactory(parent=index, title="Twee", work_teams=[team, english])
        PublicationPageFactory(parent=index, title="Drie")

        html = " ".join(client.get(index.url, {"team": "werkteam"}).content.decode().split())

        assert sorted(titles(html)) == ["Een", "Twee"]
        assert "Samenspel (2)" in html
        assert "Interplay" not in html

    def test_says_that_a_filter_does_not_exist(self, client, index):
        PublicationPageFactory(parent=index, title="Een")

        response = client.get(index.url, {"kind": "film", "page": "99"})

        assertContains(response, "Dit filter bestaat niet")
        assert titles(response.content.decode()) == ["Een"]

    def test_is_not_found_by_search_engines_while_it_is_empty(self, client, index):
        response = client.get(index.url)

        assertContains(response, "Hier staan nog geen publicaties")
        assertContains(response, "noindex")

    def test_has_pages(self, client, index):
        with written_once():
            for number in range(13):
                PublicationPageFactory(parent=index, title=f"Nummer {number}")

        assert len(titles(client.get(index.url).content.decode())) == 12
        assertContains(client.get(index.url, {"page": "2"}), "Nummer 0")


def fill_in(client, page, **fields):
    """Send the form of a publication with these fields, and return what the admin answers."""
    form = {
        "title": page.title,
        "slug": page.slug,
        "kind": page.kind,
        "authors": page.authors,
        "year": page.year,
        "language": page.language,
        "web_address": page.web_address,
        "doi": page.doi,
        "accessibility": page.accessibility,
        "summary": "",
        "document": "",
        "lead_image": "",
        "body": streamfield([]),
        "comments": inline_formset([]),
        **fields,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(form))


class TestTheEditor:
    def test_keeps_a_bare_doi_of_what_was_pasted(self, admin, index):
        page = PublicationPageFactory(parent=index)

        fill_in(admin, page, doi="https://doi.org/10.1000/ABC", title="Anders")

        draft = PublicationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert draft.doi == "10.1000/abc"

    def test_says_what_is_wrong_with_a_doi(self, admin, index):
        page = PublicationPageFactory(parent=index)

        assertContains(fill_in(admin, page, doi="12345"), "Een DOI begint met 10")

    def test_keeps_a_half_filled_draft(self, admin, index):
        page = PublicationPageFactory(parent=index, live=False)

        fill_in(admin, page, web_address="", authors="", year="", kind="")

        draft = PublicationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert (draft.web_address, draft.authors, draft.year, draft.kind) == ("", "", None, "")

    def test_lists_publications_by_year(self, admin, index):
        PublicationPageFactory(parent=index, title="Oud", year=2016)
        PublicationPageFactory(parent=index, title="Nieuw", year=2018)

        html = admin.get("/admin/publications/").content.decode()

        assert html.index("Nieuw") < html.index("Oud")
        assert "Rapport" in html
        assertContains(admin.get("/admin/"), f"/add/publications/publicationpage/{index.pk}/")


def test_a_draft_is_not_for_visitors(client, index):
    page = PublicationPageFactory(parent=index, live=False)

    assert client.get(page.url).status_code == 404
    assertNotContains(client.get(index.url), page.title)

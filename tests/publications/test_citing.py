"""References are read by programs: here with libraries that know how."""

import json
import re

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from pytest_django.asserts import assertContains

from publications.exporting import split_pages
from tests.factories import FileFactory, PublicationPageFactory

READERS = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
ODD = r"Zorg & werk: 50% van {alles} kost $2_000 #1 ~ ^ \ é — “ja”"

ROUND = str.maketrans("{}", "()")


def read_bibtex(text):
    """Return the one entry in a BibTeX file, its TeX as the signs that it stands for."""
    library = bibtexparser.parse_string(
        text, append_middleware=[middlewares.LatexDecodingMiddleware()]
    )
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry


def read_people(text):
    """Return the authors in a BibTeX file as a list of (given names, family name)."""
    library = bibtexparser.parse_string(text, append_middleware=READERS)
    (entry,) = library.entries
    return [(" ".join(each.first), " ".join([*each.von, *each.last])) for each in entry["author"]]


def read_ris(text):
    (record,) = rispy.loads(text)
    return record


def get_text(client, page, name):
    response = client.get(f"{page.url}{name}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def article(index):
    return PublicationPageFactory(
        parent=index,
        kind="article",
        authors="Voorbeeld, A. van\nWerkteam 2",
        doi="10.1000/a_b(c)",
        published_in="Tijdschrift & Co",
        volume="12",
        issue="3",
        pages="45–67",
        publisher="Hogeschool Rotterdam",
    )


class TestBibTeX:
    def test_has_all_facts_of_an_article(self, client, article):
        text = get_text(client, article, "bibtex")
        entry = read_bibtex(text)

        assert entry.entry_type == "article"
        assert entry.key == "voorbeeld2018wat"
        assert {
            "title": "Wat bewoners vertelden",
            "year": "2018",
            "journal": "Tijdschrift & Co",
            "volume": "12",
            "number": "3",
            "publisher": "Hogeschool Rotterdam",
            "language": "nl",
            "doi": "10.1000/a_b(c)",
            "url": "https://example.org/verslag",
        }.items() <= {field.key: field.value.strip("{}") for field in entry.fields}.items()
        assert "pages = {45--67}" in text
        assert read_people(text)[0] == ("A. van", "Voorbeeld")
        assert "and {Werkteam 2}" in text

    @pytest.mark.parametrize("title", [ODD, "}\n@misc{fout, title = {x}", "A \\", "100%"])
    def test_has_the_title_as_it_is(self, client, index, title):
        page = PublicationPageFactory(parent=index, title="Raar", original_title=title)

        entry = read_bibtex(get_text(client, page, "bibtex"))

        # The reader has another circumflex for the one that TeX has a name for.
        found = entry["title"].replace("ˆ", "^")
        assert found == " ".join(title.split()).translate(ROUND)

    def test_keeps_the_word_between_authors_within_a_name(self, client, index):
        page = PublicationPageFactory(parent=index, authors="Zorg and Welzijn\nVos and Beer, A.")

        text = get_text(client, page, "bibtex")

        assert "{Zorg and Welzijn} and {Vos and Beer}, A." in text
        assert len(read_people(text)) == 2

    @pytest.mark.parametrize(
        ("kind", "written"),
        [
            ("report", "@techreport"),
            ("thesis", "@mastersthesis"),
            ("chapter", "@incollection"),
            ("placemat", "howpublished = {Placemat}"),
        ],
    )
    def test_knows_kinds(self, client, index, kind, written):
        page = PublicationPageFactory(parent=index, kind=kind)

        assert written in get_text(client, page, "bibtex")

    def test_leaves_as_a_file(self, client, article):
        response = client.get(f"{article.url}bibtex/")

        assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
        assert 'filename="wat-bewoners-vertelden.bib"' in response["Content-Disposition"]


class TestRIS:
    def test_has_all_facts_of_an_article(self, client, article):
        record = read_ris(get_text(client, article, "ris"))

        assert record == {
            "type_of_reference": "JOUR",
            "authors": ["Voorbeeld, A. van", "Werkteam 2"],
            "title": "Wat bewoners vertelden",
            "secondary_title": "Tijdschrift & Co",
            "year": "2018",
            "volume": "12",
            "number": "3",
            "start_page": "45",
            "end_page": "67",
            "publisher": "Hogeschool Rotterdam",
            "language": "nl",
            "doi": "10.1000/a_b(c)",
            "urls": ["https://example.org/verslag"],
        }

    def test_has_the_title_as_it_is_on_one_line(self, client, index):
        title = f"{ODD}\r\nER  - "
        page = PublicationPageFactory(parent=index, title="Raar", original_title=title)

        record = read_ris(get_text(client, page, "ris"))

        assert record["title"] == " ".join(title.split())

    def test_is_for_nobody_while_it_is_a_draft(self, client, index):
        page = PublicationPageFactory(parent=index)
        address = f"{page.url}ris/"
        page.unpublish()

        assert client.get(address).status_code == 404


class TestTheCitation:
    def test_is_that_of_an_article(self, client, article):
        html = " ".join(re.sub("<[^>]+>", "", client.get(article.url).content.decode()).split())

        assert (
            "Voorbeeld, A. van &amp; Werkteam 2 (2018). Wat bewoners vertelden."
            " Tijdschrift &amp; Co, 12(3), 45–67. Hogeschool Rotterdam."
            " https://doi.org/10.1000/a_b(c)"
        ) in html

    def test_names_who_wrote_and_published_it_once(self, client, index):
        page = PublicationPageFactory(parent=index, kind="placemat", publisher="Werkteam 2")

        html = " ".join(re.sub("<[^>]+>", "", client.get(page.url).content.decode()).split())

        assert (
            "Werkteam 2 (2018). Wat bewoners vertelden [Placemat]. https://example.org/verslag"
        ) in html

    def test_says_in_which_language_the_title_is(self, client, index):
        page = PublicationPageFactory(
            parent=index, original_title="What they told us", language="en"
        )

        assertContains(client.get(page.url), '<cite lang="en">What they told us</cite>')

    def test_says_in_which_language_the_authors_are(self, client, index):
        page = PublicationPageFactory(parent=index, authors="Work team 2", language="en")

        response = client.get(page.url)

        assertContains(response, '<dd lang="en">Work team 2</dd>')
        assertContains(response, '<span lang="en">Work team 2</span>')


class TestWhatProgramsRead:
    def test_are_the_tags_of_google_scholar(self, client, article):
        html = client.get(article.url).content.decode()

        tags = re.findall(r'<meta name="citation_(\w+)" content="([^"]*)">', html)
        assert tags == [
            ("title", "Wat bewoners vertelden"),
            ("author", "Voorbeeld, A. van"),
            ("author", "Werkteam 2"),
            ("publication_date", "2018"),
            ("journal_title", "Tijdschrift &amp; Co"),
            ("volume", "12"),
            ("issue", "3"),
            ("firstpage", "45"),
            ("lastpage", "67"),
            ("publisher", "Hogeschool Rotterdam"),
            ("doi", "10.1000/a_b(c)"),
            ("language", "nl"),
            ("abstract_html_url", article.full_url),
        ]

    def test_is_the_file_where_every_visitor_may_have_it(self, client, index):
        page = PublicationPageFactory(parent=index, document=FileFactory())

        html = client.get(page.url).content.decode()

        address = f"http://localhost{page.document.url}"
        assert f'<meta name="citation_pdf_url" content="{address}">' in html
        assert f'"contentUrl":"{address}"' in html

    @pytest.mark.parametrize(
        ("kind", "words"), [("report", "Report"), ("article", "ScholarlyArticle")]
    )
    def test_is_its_kind_in_the_words_of_schema_org(self, client, index, kind, words):
        page = PublicationPageFactory(parent=index, kind=kind, licence="by", doi="10.1000/182")

        html = client.get(page.url).content.decode()

        graph = json.loads(html.split('type="application/ld+json">')[1].split("</script>")[0])
        thing = graph["@graph"][0]
        assert thing["@type"] == words
        assert thing["author"] == [{"@type": "Organization", "name": "Werkteam 2"}]
        assert thing["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert thing["sameAs"] == "https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    ("pages", "found"),
    [("", []), ("12", ["12"]), ("12–27", ["12", "27"]), ("12 -- 27", ["12", "27"])],
)
def test_pages_are_the_first_and_the_last(pages, found):
    assert split_pages(pages) == found

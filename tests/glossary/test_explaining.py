"""Words are explained where they stand first on a page, and nowhere else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from lxml import html
from wagtail.models import Locale

from glossary.explaining import Explainer
from glossary.models import Term
from pages.blocks import PageBodyBlock
from tests.factories import StandardPageFactory, TermFactory, translate


@pytest.fixture
def wmo(home):
    return TermFactory(
        name="Wmo",
        other_forms="Wet maatschappelijke ondersteuning, WMO",
        meaning="De wet over hulp van de gemeente.",
    )


def make_page(home, *texts, **fields):
    stored = [{"type": "text", "value": text} for text in texts]
    return StandardPageFactory(parent=home, body=PageBodyBlock().to_python(stored), **fields)


def read(client, page):
    return html.document_fromstring(client.get(page.url).content.decode())


def list_explained(markup):
    """Return the words that are explained in HTML, as they stand there."""
    return [each.text_content() for each in html.fromstring(f"<div>{markup}</div>").iter("dfn")]


class TestAWord:
    def test_is_explained_the_first_time_on_a_page(self, client, home, wmo):
        page = make_page(home, "<p>De Wmo helpt.</p>", "<p>Wat is de Wmo?</p>")

        document = read(client, page)

        (word,) = document.iter("dfn")
        assert word.text == "Wmo"
        assert word.getparent().text == "De "
        (meaning,) = document.xpath("//*[@popover]")
        assert meaning.text == "De wet over hulp van de gemeente."

    def test_has_a_button_that_opens_its_explanation_without_a_script(self, client, home, wmo):
        document = read(client, make_page(home, "<p>De Wmo helpt.</p>"))

        (button,) = document.xpath("//button[@class='term__button']")
        (meaning,) = document.xpath("//*[@popover]")
        assert button.get("popovertarget") == meaning.get("id")
        assert button.get("aria-label") == "Wat betekent “Wmo”?"
        assert button.getnext() is meaning

    def test_is_explained_in_the_summary_before_the_text(self, client, home, wmo):
        page = make_page(home, "<p>De Wmo helpt.</p>", summary="Hulp & Wmo <samen>.")

        document = read(client, page)

        (word,) = document.iter("dfn")
        assert word.getparent().get("class") == "lead"
        assert word.getparent().text_content().startswith("Hulp & Wmo")
        assert "<samen>" in word.getparent().text_content()

    def test_is_not_explained_on_the_page_that_tells_more(self, client, home, wmo):
        wmo.page = page = make_page(home, "<p>De Wmo helpt.</p>")
        wmo.save()

        assert not list(read(client, page).iter("dfn"))

    def test_leads_to_the_page_that_tells_more(self, client, home, wmo):
        wmo.page = StandardPageFactory(parent=home, title="Hulp van de gemeente")
        wmo.save()

        document = read(client, make_page(home, "<p>De Wmo.</p>", slug="los"))

        (link,) = document.xpath("//*[@popover]/a")
        assert link.get("href") == wmo.page.url
        assert link.text == "Hulp van de gemeente"
        # In brackets on paper, where the link is left out.
        assert link.getparent().text == "De wet over hulp van de gemeente."

    def test_leads_nowhere_when_visitors_may_not_see_the_page(self, client, home, wmo):
        wmo.page = StandardPageFactory(parent=home, live=False)
        wmo.save()

        document = read(client, make_page(home, "<p>De Wmo.</p>", slug="los"))

        assert not document.xpath("//*[@popover]/a")

    def test_is_explained_in_the_language_of_the_page(self, client, home, english_home, wmo):
        english = Locale.objects.get(language_code="en")
        TermFactory(name="Wmo", meaning="The law on support.", locale=english)
        page = make_page(home, "<p>De Wmo.</p>")
        other = translate(page, body=[("text", "<p>The Wmo.</p>")])

        (meaning,) = read(client, other).xpath("//*[@popover]")

        assert meaning.text == "The law on support."
        assert meaning.xpath("./button")[0].text == "Close"

    def test_without_an_explanation_in_a_language_stays_as_it_is(
        self, client, home, english_home, wmo
    ):
        page = make_page(home, "<p>De Wmo.</p>")

        document = read(client, translate(page, body=[("text", "<p>The Wmo.</p>")]))

        assert not list(document.iter("dfn"))


class TestWhatIsFound:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("<p>De Wmo.</p>", ["Wmo"]),
            ("<p>(Wmo)</p>", ["Wmo"]),
            ("<p>de <b>Wmo</b></p>", ["Wmo"]),
            ("<p>Wet maatschappelijke ondersteuning</p>", ["Wet maatschappelijke ondersteuning"]),
            ("<p>De WMO en de Wmo</p>", ["WMO"]),
            # No whole word, and another word.
            ("<p>de Wmo-werkplaats, Wmo’s</p>", []),
            ("<p>wmo</p>", []),
            # No button fits into a link, and another language has words of its own.
            ('<p><a href="/a/">de Wmo</a> <b>en</b> Wmo</p>', ["Wmo"]),
            ('<p><span lang="en">the Wmo</span></p>', []),
            ("<p>mail wmo@gemeente.nl, WMO@gemeente.nl</p>", []),
            # As an editor keeps words together, and as a summary has an apostrophe.
            (
                "<p>Wet\xa0maatschappelijke&nbsp;ondersteuning</p>",
                ["Wet\xa0maatschappelijke\xa0ondersteuning"],
            ),
            ("<p>Wmo&#x27;er en Wmo&rsquo;s</p>", []),
            # An attribute is no text.
            ('<p title="Wmo">Ja</p>', []),
        ],
    )
    def test_is_a_whole_word_in_the_text(self, wmo, text, found):
        assert list_explained(Explainer("nl").explain(text)) == found

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Mantelzorg.", ["Mantelzorg"]),
            ("Ja! Mantelzorg.", ["Mantelzorg"]),
            ("Zij zei: “Mantelzorg.”", ["Mantelzorg"]),
            ("De stichting Mantelzorg.", []),
            ("MANTELZORG", []),
            ("<b>Mantelzorg.</b>", ["Mantelzorg"]),
            ("De stichting <b>Mantelzorg</b>.", []),
            ('De <a href="/a/">stichting</a> Mantelzorg.', []),
            ("<b>Ja.</b> Mantelzorg.", ["Mantelzorg"]),
            ("Ja<br/>Mantelzorg.", ["Mantelzorg"]),
        ],
    )
    def test_may_begin_a_sentence(self, home, text, found):
        TermFactory(name="mantelzorg")

        assert list_explained(Explainer("nl").explain(f"<p>{text}</p>")) == found

    def test_is_the_longest(self, home):
        TermFactory(name="sociaal")
        TermFactory(name="sociaal domein")

        text = Explainer("nl").explain("<p>sociaal domein, sociaal domein, sociaal</p>")

        assert list_explained(text) == ["sociaal domein", "sociaal"]

    def test_leaves_the_text_as_it_was(self, wmo):
        text = '<p>R&amp;D, <a href="/?a=1&amp;b=2">Wmo</a> &lt;Wmo-plan&gt; — ‘ja’<br/>nee</p>'

        assert Explainer("nl").explain(text) == text

    @pytest.mark.parametrize("name", ["amp", "lt", "x27", "gt"])
    def test_is_no_part_of_a_sign_that_html_writes_as_a_word(self, home, name):
        TermFactory(name=name)
        text = "<p>R&amp;D &lt;b&gt; zzp&#x27;er</p>"

        assert Explainer("nl").explain(text) == text

    @pytest.mark.parametrize("name", ["Q&A", "AT&T <nl>"])
    def test_may_have_signs_that_html_writes_as_a_word(self, home, name):
        TermFactory(name=name)

        text = Explainer("nl").explain(f"<p>een {escape(name)}, en</p>")

        assert list_explained(text) == [name]
        assert html.fromstring(text).text == "een "


class TestQueries:
    def test_are_the_same_for_few_and_many_words(self, client, home, wmo):
        wmo.page = StandardPageFactory(parent=home, slug="meer")
        wmo.save()
        page = make_page(home, "<p>De Wmo.</p>", "<p>En nog een keer.</p>", slug="los")
        few = count(client, page)

        locale = Locale.get_default()
        Term.objects.bulk_create(
            Term(name=f"woord{number}", meaning="Iets.", locale=locale, page=wmo.page)
            for number in range(300)
        )

        assert count(client, page) == few

    def test_are_none_on_a_page_without_texts(self, rf, home):
        with CaptureQueriesContext(connection) as queries:
            assert Explainer("nl").explain("") == ""
        assert not queries


def count(client, page):
    # The first visit to a site makes its contact details, and with that another version of it.
    client.get(page.url)
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    return len(queries)

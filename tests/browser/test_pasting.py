"""What is pasted from Google Docs, Word and Outlook comes in as it was meant, or is said not to.

The clipboard is a real one, with what these programs put on it: in the words of a browser, as the
security policy of the admin lets the editor see no styles.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Editor

PAGE = "/over-ons/meedoen/"
GOOGLE_DOCS = """
<b style="font-weight:normal;" id="docs-internal-guid-1d2c">
<h2 dir="ltr"><span style="font-size:16pt;font-weight:400;">Een kop</span></h2>
<p dir="ltr"><span style="font-weight:400;">Gewoon, </span><span style="font-weight:700;">vet</span>
<span style="font-style:italic;">schuin</span>
<a href="https://www.google.com/url?q=https://www.rotterdam.nl/&amp;sa=D&amp;ust=170">link</a></p>
<ul><li dir="ltr"><p role="presentation"><span style="font-weight:400;">een</span></p></li></ul>
<table><tbody><tr><td><p>Naam</p></td><td><p>Aantal</p></td></tr></tbody></table></b>
"""
WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class=MsoNormal>Tekst&nbsp;met <b>vet</b> in <st1:City w:st="on">Rotterdam</st1:City>
<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>punt
<o:p></o:p></p><!--EndFragment--></body></html>
"""
OUTLOOK = """
<div class="elementToProof">Zie <a href="https://eur03.safelinks.protection.outlook.com/?\
url=https%3A%2F%2Fwww.dordrecht.nl%2Fwelzijn&amp;data=05%7Cjan%40example.nl&amp;reserved=0">dit</a>
</div><div><span style="font-weight:bold">Groet</span></div>
"""


@pytest.fixture(scope="module")
def editor(browser, served, staff):
    with Editor.at_work(browser, served, staff) as editor:
        rights = ["clipboard-read", "clipboard-write"]
        editor.page.context.grant_permissions(rights, origin=served)
        editor.open_page(PAGE)
        yield editor


@pytest.fixture
def paste(editor):
    """Paste HTML over the first text of a page; return what is in it then, as Draft.js keeps it."""
    text = editor.page.locator(".public-DraftEditor-content").first

    def paste(html):
        write = """html => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}),
            "text/plain": new Blob(["-"], {type: "text/plain"}),
        })])"""
        editor.page.evaluate(write, html)
        field = text.locator("xpath=ancestor::*[contains(@class, 'w-field__input')][1]")
        kept = field.locator("input").first
        before = kept.input_value()
        text.click()
        editor.page.keyboard.press("Control+a")
        editor.page.keyboard.press("Control+v")
        # Draftail writes down what it shows a moment later.
        expect(kept).not_to_have_value(before)
        return json.loads(kept.input_value())

    return paste


def list_styled(content):
    """Return the (style, words) of all that is bold or italic."""
    return [
        (style["style"], block["text"][style["offset"] :][: style["length"]].strip())
        for block in content["blocks"]
        for style in block["inlineStyleRanges"]
    ]


def list_links(content):
    return [entity["data"]["url"] for entity in content["entityMap"].values()]


class TestText:
    def test_from_google_docs_is_as_bold_as_it_was(self, paste):
        content = paste(GOOGLE_DOCS)

        assert list_styled(content) == [("BOLD", "vet"), ("ITALIC", "schuin")]
        assert list_links(content) == ["https://www.rotterdam.nl/"]
        assert [block["text"] for block in content["blocks"]][-2:] == ["een", "Naam | Aantal"]

    def test_that_does_not_fit_is_said_to_be_so(self, paste, editor):
        paste(GOOGLE_DOCS)

        said = editor.page.locator(".pasted-notice").get_by_text("koppen")
        said.wait_for()
        assert "tabel" in said.inner_text()

    def test_from_word_has_its_lists_and_no_tags(self, paste):
        content = paste(WORD)

        types = [(block["type"], block["text"].strip()) for block in content["blocks"]]
        assert types == [
            ("unstyled", "Tekst met vet in Rotterdam"),
            ("unordered-list-item", "punt"),
        ]

    def test_from_outlook_leads_to_the_page_itself(self, paste, editor):
        content = paste(OUTLOOK)

        assert list_links(content) == ["https://www.dordrecht.nl/welzijn"]
        assert list_styled(content) == [("BOLD", "Groet")]
        assert editor.page.locator(".pasted-notice").count() == 0

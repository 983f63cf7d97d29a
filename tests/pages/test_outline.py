"""The preview that says what a screen reader names on a page."""

from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from pages.outline import Heard, read_outline
from tests.factories import NewsIndexPageFactory, StandardPageFactory

DOCUMENT = """
<html lang="nl"><header><a href="/">Home</a></header><main>
  <h1>Meedoen</h1>
  <p>Lees <a href="/a/">de <b>agenda</b></a> en <span lang="en">community</span>.</p>
  <a href="/b/"><img src="b.png" alt="Een tafel"></a>
  <img src="c.png" alt="">
  <div aria-hidden="true"><h2>Niet te horen</h2></div>
  <ul><li>een</li><li>twee</li></ul>
  <table><caption>Leden</caption><tr><td>3</td></tr></table>
</main></html>
"""


class TestOutline:
    def test_has_what_is_heard_in_order(self):
        assert read_outline(DOCUMENT) == [
            Heard("heading", "Meedoen", "nl", 1),
            Heard("link", "de agenda", "nl"),
            Heard("language", "community", "en"),
            Heard("link", "Een tafel", "nl"),
            Heard("picture", "Een tafel", "nl"),
            Heard("list", "", "nl", 2),
            Heard("table", "Leden", "nl"),
        ]

    def test_is_a_preview_of_what_is_typed(self, admin, home):
        page = StandardPageFactory(parent=home, title="Meedoen")
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        body = streamfield([("text", rich_text("<p>Bel <a href='/b/'>het secretariaat</a></p>"))])
        form = {"title": "Samen doen", "slug": page.slug, "summary": "", "body": body}
        admin.post(url, nested_form_data(form | {"comments": {"TOTAL_FORMS": 0}}))

        html = " ".join(admin.get(url, {"mode": "outline"}).content.decode().split())

        assert 'Kop 1 </span> <span lang="nl">Samen doen</span>' in html
        assert 'Link </span> <span lang="nl">het secretariaat</span>' in html

    def test_is_there_for_a_page_with_addresses_below_it(self, admin, home):
        page = NewsIndexPageFactory(parent=home, title="Nieuws")
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        form = {"title": "Nieuws", "slug": page.slug, "summary": ""}
        admin.post(url, nested_form_data(form | {"comments": {"TOTAL_FORMS": 0}}))

        html = " ".join(admin.get(url, {"mode": "outline"}).content.decode().split())

        assert 'Kop 1 </span> <span lang="nl">Nieuws</span>' in html

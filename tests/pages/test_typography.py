import pytest
from pytest_django.asserts import assertContains

from pages.typography import keep_together
from tests.factories import StandardPageFactory


class TestKeepTogether:
    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("3015 CX Rotterdam", "3015~CX Rotterdam"),
            ("Bel 010 794 5676 of mail", "Bel 010~794~5676 of mail"),
            ("Bel 010 - 794 56 76.", "Bel 010~-~794~56~76."),
            ("+31 10 794 5676", "+31~10~794~5676"),
            ("om 14.30 uur in de hal", "om 14.30~uur in de hal"),
            # What only looks like one.
            ("In 2018 was het druk", "In 2018 was het druk"),
            ("2018 en 2019", "2018 en 2019"),
            ("0 tot 14 mensen", "0 tot 14 mensen"),
            ("€ 1.010 794 5676", "€ 1.010 794 5676"),
        ],
    )
    def test_puts_no_break_spaces_where_they_belong(self, typed, shown):
        html = keep_together(f"<p>{typed}</p>")

        assert html == f"<p>{shown}</p>".replace("~", "\N{NO-BREAK SPACE}")

    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("info@example.org", "info@<wbr>example.org"),
            (
                "jan.de-vries+nieuws@gemeente.example.nl",
                "jan.de-vries+nieuws@<wbr>gemeente.example.nl",
            ),
            ("https://example.org/a/?b=1&amp;c=2", "https://example.org/a/?b=1&amp;c=2"),
            ("www.example.org", "www.example.org"),
        ],
    )
    def test_marks_an_address_that_may_get_no_hyphen(self, typed, shown):
        html = keep_together(f"<p>Zie {typed}. Of bel.</p>")

        assert html == f'<p>Zie <span class="address">{shown}</span>. Of bel.</p>'

    @pytest.mark.parametrize("typed", ["@werkplaats", "50 @ 3 euro", "wwww.", "a@b"])
    def test_takes_nothing_else_for_an_address(self, typed):
        assert keep_together(f"<p>{typed}</p>") == f"<p>{typed}</p>"

    @pytest.mark.parametrize("element", ["option", "text", "title", "script"])
    def test_puts_no_element_where_only_text_can_be(self, element):
        html = f"<{element} x>info@example.org</{element}>"

        assert keep_together(html) == html

    def test_leaves_out_indents_but_not_what_a_visitor_typed(self):
        typed = "<textarea>\n  een\n    twee</textarea>"

        assert keep_together(f"<p>\n\n    Een  tafel.\n  </p>{typed}") == (
            f"<p>\nEen  tafel.\n</p>{typed}"
        )

    def test_leaves_attributes_alone(self):
        html = '<a href="https://example.org/?q=3015 CX" title="3015 CX">kaart</a>'

        assert keep_together(html) == html

    def test_leaves_what_a_visitor_typed_alone(self):
        html = '<p>a</p>\n<textarea rows="8">Bel 010 794 5676 &gt; 3015 CX</textarea>'

        assert keep_together(f"{html}<p>3015 CX</p>") == f"{html}<p>3015\N{NO-BREAK SPACE}CX</p>"

    def test_reaches_what_editors_type_anywhere(self, client, home):
        page = StandardPageFactory(
            parent=home,
            body=[
                ("text", "<p>Museumpark 40, <b>3015 CX</b> Rotterdam</p>"),
                ("quote", {"text": "Bel 010 794 5676 om 9.00 uur.", "speaker": ""}),
            ],
        )

        response = client.get(page.url)

        assertContains(response, "<b>3015\N{NO-BREAK SPACE}CX</b>")
        assertContains(response, "010\N{NO-BREAK SPACE}794\N{NO-BREAK SPACE}5676")
        assertContains(response, "9.00\N{NO-BREAK SPACE}uur")

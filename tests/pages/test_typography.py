import pytest
from pytest_django.asserts import assertContains

from pages.typography import keep_together, to_e164
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


class TestE164:
    @pytest.mark.parametrize(
        ("written", "dialled"),
        [
            ("010 794 5676", "+31107945676"),
            ("010 - 794 56 76", "+31107945676"),
            ("06-12345678", "+31612345678"),
            ("+31 (0)10 794 5676", "+31107945676"),
            ("+32 2 555 12 12", "+3225551212"),
            ("", ""),
            ("via de receptie", ""),
            ("14 010", ""),
        ],
    )
    def test_is_what_a_telephone_can_dial(self, written, dialled):
        assert to_e164(written) == dialled

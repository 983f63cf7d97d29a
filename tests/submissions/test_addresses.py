"""Email addresses as people type them."""

import pytest

from submissions.addresses import normalise, suggest, unwrap


class TestNormalise:
    @pytest.mark.parametrize(
        ("typed", "normalised"),
        [
            ("fatima@example.nl", "fatima@example.nl"),
            ("  fatima@example.nl\n", "fatima@example.nl"),
            # Only the receiver knows whether capitals count before the @ (RFC 5321, 2.4).
            ("Fatima@EXAMPLE.nl", "Fatima@example.nl"),
            ("jan@bücher.nl", "jan@xn--bcher-kva.nl"),
            # The same letter in two characters, as some keyboards send it.
            ("jan@bu\u0308cher.nl", "jan@xn--bcher-kva.nl"),
            ("jan@BÜCHER.NL", "jan@xn--bcher-kva.nl"),
            ("jan@xn--bcher-kva.nl", "jan@xn--bcher-kva.nl"),
            # IDNA 2008 keeps the letter that IDNA 2003 made into "ss".
            ("jan@straße.de", "jan@xn--strae-oqa.de"),
            # A full stop of Japan, and letters as wide as its own.
            ("jan@ｅｘａｍｐｌｅ。jp", "jan@example.jp"),
        ],
    )
    def test_gives_one_form(self, typed, normalised):
        assert normalise(typed) == normalised

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "jan",
            "jan@",
            "jan@localhost",
            "jan@a..nl",
            "jan@-a.nl",
            f"j@{'a' * 64}.nl",
            "j@a b.nl",
        ],
    )
    def test_refuses_what_is_no_domain(self, typed):
        with pytest.raises(ValueError, match=r".+"):
            normalise(typed)


class TestSuggest:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("jan@gmial.com", "jan@gmail.com"),
            ("jan@gamil.com", "jan@gmail.com"),
            ("jan@gmail.con", "jan@gmail.com"),
            ("jan@gmail.co", "jan@gmail.com"),
            ("jan@gnail.com", "jan@gmail.com"),
            ("jan@hotmial.com", "jan@hotmail.com"),
            ("jan@hotmal.nl", "jan@hotmail.nl"),
            ("jan@outlok.com", "jan@outlook.com"),
            ("jan@zigo.nl", "jan@ziggo.nl"),
            ("jan@kpnmial.nl", "jan@kpnmail.nl"),
            ("jan@iclod.com", "jan@icloud.com"),
        ],
    )
    def test_finds_the_domain_that_was_meant(self, typed, meant):
        assert suggest(typed) == meant

    @pytest.mark.parametrize(
        "address",
        [
            "jan@gmail.com",
            "jan@hotmail.nl",
            # Real providers that look like others.
            "jan@mail.com",
            "jan@ymail.com",
            "jan@live.nl",
            "jan@hotmail.be",
            "jan@yahoo.co.uk",
            "jan@hr.nl",
            "jan@rotterdam.nl",
            "jan@werkplaatssociaaldomeinzhz.nl",
            "jan@xn--bcher-kva.nl",
        ],
    )
    def test_leaves_others_alone(self, address):
        assert suggest(address) is None


class TestUnwrap:
    @pytest.mark.parametrize("padding", [" ", '"', ";", "<", "mailto:", "@"])
    def test_ends_whatever_a_program_sends(self, padding):
        """With a pattern that goes back over what it read, this would take for hours."""
        text = padding * 200_000 + "x"

        assert unwrap(text).endswith("x")

    @pytest.mark.parametrize(
        "copied",
        [
            "jan@example.nl",
            '"Jansen, Jan" <jan@example.nl>',
            "Jansen, Jan <jan@example.nl>;",
            "<jan@example.nl>",
            "mailto:jan@example.nl",
            " jan@example.nl , ",
        ],
    )
    def test_gives_the_address_that_was_copied_with_a_name(self, copied):
        assert unwrap(copied) == "jan@example.nl"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "jan",
            "jan@example.nl an@example.nl",
            "Jan <jan@a.nl>; An <an@a.nl>",
            "Jan <jan@a b.nl>",
        ],
    )
    def test_leaves_what_is_not_one_address(self, text):
        assert unwrap(text) == text

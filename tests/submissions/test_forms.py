"""The protection of a form for visitors, and how kind it is to those it is not meant for."""

import time
from datetime import timedelta

import pytest
from django.core import signing
from django.template.loader import render_to_string
from django.utils import timezone, translation
from lxml import html

from submissions import stamps
from submissions.fields import AddressField, LineField, MessageField
from submissions.forms import SLOW, ProtectedForm

DAY = 24 * 60 * 60
FILLED_IN = {"name": "Fatima", "address": "fatima@example.nl", "message": "Dag!"}


class MessageForm(ProtectedForm):
    name = LineField(label="Naam", max_length=20)
    address = AddressField(label="E-mailadres")
    message = MessageField(label="Bericht", help_text="Kort of lang.", max_length=50)


class OtherForm(MessageForm):
    purpose = "other"


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def wait(monkeypatch):
    """Return a function that sets the clock forward by some seconds; it stands still otherwise."""
    now = time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now)

    def wait(seconds):
        nonlocal now
        now += seconds

    return wait


@pytest.fixture
def send(wait):
    """Return a function that gives the form back as it was sent after `age` seconds."""

    def send(age=60, **changes):
        stamp = MessageForm.make_stamp()
        wait(age)
        return MessageForm({**FILLED_IN, "stamp": stamp, **changes})

    return send


def read_hidden(form):
    """Return what the page sends back with the form, as a dictionary."""
    document = html.fragment_fromstring(
        render_to_string("components/protection.html", {"form": form}), create_parent=True
    )
    return {each.get("name"): each.get("value") for each in document.iter("input")}


class TestProtectedForm:
    def test_takes_what_a_person_sends(self, send):
        form = send()

        assert form.is_valid(), form.errors
        assert not form.is_trap
        assert form.cleaned_data["address"] == "fatima@example.nl"

    @pytest.mark.parametrize("age", [3, 60, 7 * DAY - 60])
    def test_takes_a_stamp_of(self, send, age):
        assert send(age).is_valid()

    @pytest.mark.parametrize("age", [7 * DAY + 60, 400 * DAY])
    def test_asks_again_after_a_week(self, send, age):
        form = send(age)

        assert not form.is_valid()
        assert "te lang open" in form.error_list[0].message

    @pytest.mark.parametrize("age", [0, 1])
    def test_asks_again_when_sent_at_once(self, send, age):
        form = send(age)

        assert not form.is_valid()
        assert "sneller" in form.error_list[0].message

    def test_does_not_speak_of_haste_where_there_is_something_to_mend(self, send):
        form = send(0, message="")

        assert [error.target for error in form.error_list] == ["id_message"]

    @pytest.mark.parametrize(
        "stamp",
        [
            "",
            "x",
            ":::",
            "\x00",
            ":1uBcDe:forged",
            pytest.param(OtherForm.make_stamp(), id="another form of ours"),
            pytest.param(OtherForm().get_stamp(), id="of a day for another form of ours"),
            pytest.param(signing.TimestampSigner(salt="another form").sign(""), id="another form"),
        ],
    )
    def test_asks_again_without_a_stamp_of_ours(self, send, stamp):
        form = send(stamp=stamp)

        assert not form.is_valid()
        assert [error.target for error in form.error_list] == [""]

    def test_that_was_refused_goes_through_when_sent_again(self, send, wait):
        hidden = read_hidden(send(8 * DAY))
        wait(10)

        assert MessageForm({**FILLED_IN, **hidden}).is_valid()

    def test_keeps_its_stamp_while_that_is_good(self, send):
        form = send(address="geen adres")

        assert not form.is_valid()
        assert read_hidden(form)["stamp"] == form.data["stamp"]

    def test_is_the_same_on_every_page_of_a_day(self, wait):
        first = MessageForm().get_stamp()
        wait(5)

        assert MessageForm().get_stamp() == first
        assert OtherForm().get_stamp() != first

    def test_has_another_stamp_tomorrow(self, now, monkeypatch):
        today = MessageForm().get_stamp()
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))

        assert MessageForm().get_stamp() != today

    def test_takes_the_stamp_of_a_day_for_a_week(self, wait):
        stamp = MessageForm().get_stamp()

        assert MessageForm({**FILLED_IN, "stamp": stamp}).is_valid()
        wait(6 * DAY)
        assert MessageForm({**FILLED_IN, "stamp": stamp}).is_valid()
        wait(2 * DAY)
        assert not MessageForm({**FILLED_IN, "stamp": stamp}).is_valid()

    def test_never_knows_how_long_a_page_of_a_day_was_open(self, wait):
        form = MessageForm({**FILLED_IN, "stamp": MessageForm().get_stamp()})
        wait(DAY)

        assert form.is_valid()
        assert not form.has_been_open(SLOW)

    def test_gives_an_answer_a_stamp_of_its_own(self, send):
        hidden = read_hidden(send(stamp=""))

        assert not stamps.is_of_a_day(hidden["stamp"])
        assert hidden["stamp"] != read_hidden(send(stamp=""))["stamp"]

    def test_sees_who_filled_in_what_nobody_sees(self, send):
        assert send(remark="https://example.org/").is_trap

    def test_asks_back_an_address_once(self, send):
        form = send(address="fatima@gmial.com")
        assert not form.is_valid()
        assert "fatima@gmail.com" in form.error_list[0].message

        again = MessageForm({**form.data, **read_hidden(form), "remark": ""})

        assert again.is_valid(), again.errors
        assert again.cleaned_data["address"] == "fatima@gmial.com"

    def test_asks_back_another_address_too(self, send):
        form = send(address="fatima@hotmial.com", asked="fatima@gmial.com")

        assert not form.is_valid()
        assert "fatima@hotmail.com" in form.error_list[0].message

    def test_lists_its_errors_in_its_own_order_with_links(self, send):
        form = send(8 * DAY, name="", address="x@y", message="")

        assert [error.target for error in form.error_list] == [
            "",
            "id_name",
            "id_address",
            "id_message",
        ]

    def test_has_errors_that_belong_to_their_field(self, send):
        form = send(message="x" * 51)
        assert not form.is_valid()

        field = html.fragment_fromstring(
            render_to_string("components/field.html", {"field": form["message"]})
        )

        (textarea,) = field.iter("textarea")
        notes = [field.get_element_by_id(each) for each in textarea.get("aria-describedby").split()]
        assert [note.text for note in notes] == [
            "Kort of lang.",
            "Dit zijn 51 tekens. Er is plaats voor 50.",
        ]
        assert textarea.get("aria-invalid") == "true"
        assert textarea.get("aria-required") == "true"
        assert textarea.text.strip() == "x" * 51


class TestFields:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Fatima   Yıldız ", "Fatima Yıldız"),
            ("Jan\r\nBcc: all@example.org", "Jan Bcc: all@example.org"),
            ("Jan\x00\x1b[31m", "Jan [31m"),
            ("\u202etxt.exe", "txt.exe"),
            # Arabic, and the family that one joiner makes of three people.
            ("فاطمة 👨\u200d👩\u200d👧", "فاطمة 👨\u200d👩\u200d👧"),
        ],
    )
    def test_a_line_keeps_what_can_be_seen(self, typed, kept):
        assert LineField().clean(typed) == kept

    def test_a_message_keeps_its_lines(self):
        assert MessageField().clean("\r\nEen\r\n\r\nTwee\x00\tdrie\r") == "Een\n\nTwee\tdrie"

    def test_a_line_break_counts_once(self):
        assert MessageField(max_length=3).clean("a\r\nb") == "a\nb"

    @pytest.mark.parametrize("field", [LineField, MessageField, AddressField])
    def test_no_field_cuts_off_what_is_pasted(self, field):
        assert "maxlength" not in field(max_length=5).widget.attrs

    def test_an_address_of_254_characters_fits_and_no_longer_one(self, send):
        tail = "@" + ".".join(["a" * 63] * 3)  # the longest label there may be (RFC 1035)
        fits = "x" * (254 - len(tail)) + tail

        assert send(address=fits).is_valid()
        assert not send(address="x" + fits).is_valid()

    @pytest.mark.parametrize(
        "address",
        [
            "jan",
            "jan@",
            "@example.nl",
            "a b@example.nl",
            "jan@ex\x00.nl",
            "jan@[127.0.0.1]",
            "jan@example.nl\nBcc: x@example.nl",
            "jan@example.nl, piet@example.nl",
            "jan@example..nl",
        ],
    )
    def test_an_address_that_is_none_is_told_how_to_write_it(self, send, address):
        form = send(address=address)

        assert not form.is_valid()
        assert form.errors["address"] == [
            "Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.nl."
        ]

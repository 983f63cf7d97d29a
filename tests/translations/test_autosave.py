"""What somebody types in a translation is kept without a button, by the rules of the button."""

import re

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from tests.factories import UserFactory
from tests.translations.steps import (
    BOARD,
    change,
    change_body,
    get_dutch,
    get_field,
    get_field_of,
    make_item,
    translate,
    write,
)
from translations.passages import read_passages
from translations.progress import State, get_state


@pytest.fixture(scope="module")
def kept_draft(kept_index, keep):
    with keep():
        yield translate(make_item(kept_index, title="Tafel"), "", publish=False).pk


@pytest.fixture
def draft(kept_draft, index):
    """The Translation of a news item with seven passages, of which none is translated."""
    return Translation.objects.get(pk=kept_draft)


@pytest.fixture
def dutch(draft):
    return get_dutch("Tafel")


def send(client, translation, data):
    """Return what Wagtail's autosave gets that sends this part of the form."""
    url = f"{BOARD}{translation.pk}/"
    return client.post(url, data, headers={"Accept": "application/json"})


def fill_in(translation, path, text, shown="", **more):
    """Return what is sent when somebody types in the field of the passage at a path."""
    typed = {"text": text, "shown": shown, **more}
    return {get_field_of(translation, path, name): value for name, value in typed.items()}


def make_stranger():
    """Return somebody who reaches the admin, and no page in it."""
    user = User.objects.create_user("vreemd@example.org", "een lang wachtwoord")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def get_text(translation, path):
    (passage,) = [each for each in read_passages(translation) if each.path == path]
    return passage.text


class TestTyping:
    def test_is_kept(self, admin, draft):
        answer = send(admin, draft, fill_in(draft, "summary", "With pans."))

        assert answer.json()["success"]
        assert re.fullmatch(r"Bewaard om \d\d:\d\d", answer.json()["message"])
        assert get_text(draft, "summary") == "With pans."

    def test_goes_on_from_what_was_kept(self, admin, draft):
        first = send(admin, draft, fill_in(draft, "summary", "With"))
        shown = first.json()["field_updates"][get_field_of(draft, "summary", "shown")]

        answer = send(admin, draft, fill_in(draft, "summary", "With pans.", shown))

        assert answer.json()["success"]
        assert get_text(draft, "summary") == "With pans."

    def test_publishes_nothing_and_makes_no_revision(self, admin, translation, translated):
        change(translated, summary="Met potten.")
        revisions = Revision.objects.count()

        send(admin, translation, fill_in(translation, "summary", "EN pots", "EN Met pannen."))

        assert Revision.objects.count() == revisions
        assert translated.get_translations().get().specific.summary == "EN Met pannen."
        assert get_state(translation) == State.READY

    def test_says_how_far_the_translation_is(self, admin, draft):
        answer = send(admin, draft, fill_in(draft, "summary", "With pans."))

        assert "Nog 5 van de 6 passages te doen." in " ".join(answer.json()["progress"].split())

    def test_that_is_not_right_is_said_at_the_passage(self, admin, draft):
        data = fill_in(draft, "title", "x" * 256) | fill_in(draft, "summary", "With pans.")

        answer = send(admin, draft, data).json()

        assert not answer["success"]
        assert "staat bij de passage" in answer["error_message"]
        notes = answer["notes"]
        assert "hoogstens 255" in notes[get_field_of(draft, "title").removesuffix("-text")]
        assert notes[get_field_of(draft, "summary").removesuffix("-text")].strip() == ""
        assert get_text(draft, "title") == ""
        assert get_text(draft, "summary") == "With pans."

    def test_is_for_those_who_may_translate(self, client, draft):
        client.force_login(make_stranger())

        answer = send(client, draft, fill_in(draft, "summary", "With pans."))

        assert not answer.json()["success"]
        assert get_text(draft, "summary") == ""


class TestTypingBesideAColleague:
    def test_meets_a_comparison(self, admin, draft):
        colleague = UserFactory(first_name="Anna", last_name="de Wit")
        write(draft, "summary", "With your pans.", user=colleague)

        answer = send(admin, draft, fill_in(draft, "summary", "With my pans.")).json()

        notes = answer["notes"][get_field_of(draft, "summary").removesuffix("-text")]
        assert "Anna de Wit schreef hier intussen iets anders." in notes
        assert "With your pans." in notes
        assert answer["field_updates"] == {}
        assert get_text(draft, "summary") == "With your pans."

    def test_stays_compared_until_somebody_chose(self, admin, draft):
        write(draft, "summary", "With your pans.")
        data = fill_in(draft, "summary", "With my pans.", theirs="With your pans.")

        assert not send(admin, draft, data).json()["success"]
        assert get_text(draft, "summary") == "With your pans."

    def test_keeps_mine(self, admin, draft):
        write(draft, "summary", "With your pans.")
        choice = {"theirs": "With your pans.", "choice": "mine"}

        answer = send(admin, draft, fill_in(draft, "summary", "With my pans.", **choice))

        assert answer.json()["success"]
        assert get_text(draft, "summary") == "With my pans."

    def test_keeps_theirs(self, admin, draft):
        write(draft, "summary", "With your pans.")
        choice = {"theirs": "With your pans.", "choice": "theirs"}

        answer = send(admin, draft, fill_in(draft, "summary", "With my pans.", **choice)).json()

        assert answer["success"]
        assert answer["field_updates"] == fill_in(
            draft, "summary", "With your pans.", "With your pans."
        )
        assert get_text(draft, "summary") == "With your pans."

    def test_does_not_keep_mine_over_what_came_after_the_choice(self, admin, draft):
        write(draft, "summary", "With newer pans.")
        choice = {"theirs": "With your pans.", "choice": "mine"}

        answer = send(admin, draft, fill_in(draft, "summary", "With my pans.", **choice)).json()

        assert "With newer pans." in "".join(answer["notes"].values())
        assert get_text(draft, "summary") == "With newer pans."


class TestTypingOnAPageThatChanges:
    def test_is_kept_to_the_last_letter(self, admin, draft, dutch):
        """Each time it is sent, it is for a text that is gone."""
        (quote,) = [each for each in read_passages(draft) if "Formeel" in each.source_text]
        names = [get_field(quote, name) for name in ["text", "shown"]]
        change_body(dutch)

        first = send(admin, draft, dict(zip(names, ["Formal", ""], strict=True))).json()
        shown = first["field_updates"][names[1]]
        answer = send(admin, draft, dict(zip(names, ["Formal joins in.", shown], strict=True)))

        assert "Formal joins in." in answer.json()["strays"]
        kept = StringTranslation.objects.get(context=quote.segment.context)
        assert kept.data == "Formal joins in."


class TestAnExpiredSession:
    def test_is_said_to_the_script(self, client, draft):
        answer = send(client, draft, fill_in(draft, "summary", "With pans."))

        assert answer.json()["renew"]
        assert "uw tekst blijft staan" in answer.json()["error_message"]

    def test_keeps_what_was_typed(self, client, draft):
        url = f"{BOARD}{draft.pk}/"
        data = fill_in(draft, "summary", "With pans.") | {"save": "1"}
        headers = {"Origin": "http://testserver"}

        answer = client.post(url, data, headers=headers).content.decode()

        assert "With pans." in answer
        assert get_field_of(draft, "summary") in answer

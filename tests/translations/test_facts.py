"""What is no word follows in every language at once; words wait, and none of them is lost."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.rich_text import RichText
from wagtail_localize.models import Translation

from contact.models import Subject
from news.models import NewsIndexPage
from pages.publishing import REFUSED
from teams.models import Theme, WorkTeamPage
from tests.factories import (
    LibraryImageFactory,
    OpenCallFactory,
    RoleFactory,
    StandardPageFactory,
    SubjectFactory,
    TeamMemberFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)
from tests.translations.steps import (
    change,
    change_body,
    get_english,
    publish,
    translate,
    write,
)
from translations import facts
from translations.models import HeldBack
from translations.passages import read_passages
from translations.progress import State, count_behind, get_state
from translations.publishing import save_draft
from translations.tasks import check_all
from translations.together import catch_up_with_draft

NEW = "5f2c1c1e-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def kept_team(kept_index, keep):
    """The key of the work team of `make_team`, which stays for a module of tests."""
    with keep():
        yield make_team(NewsIndexPage.objects.get(pk=kept_index)).pk


@pytest.fixture
def team(kept_team, index):
    """As `make_team`."""
    return WorkTeamPage.objects.get(pk=kept_team)


def make_team(index):
    """Return a translated work team with two members and an open call."""
    team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=index.get_parent()))
    for name in ["Anna", "Bram"]:
        TeamMemberFactory(
            team=team,
            role=RoleFactory(name="bewoner"),
            name=name,
            consent_date=datetime.date(2026, 1, 1),
            consent_record="Per mail",
        )
    OpenCallFactory(team=team, title="Wij zoeken bewoners", deadline=datetime.date(2027, 1, 1))
    translate(team.get_parent())
    translate(team)
    return team


def make_page(*blocks):
    """Return a Dutch page with these blocks, translated and published."""
    page = StandardPageFactory(parent=get_home(), title="Over ons", body=list(blocks))
    return page, translate(page)


def count_publications(page):
    return PageLogEntry.objects.filter(page=page, action="wagtail.publish").count()


class TestAPublishedPage:
    def test_loses_who_withdrew_at_once(self, team):
        words = get_english(team).title

        change(team, members=[team.members.get(name="Bram")], title="Andere woorden")

        english = get_english(team)
        assert [member.name for member in english.members.all()] == ["Bram"]
        assert english.title == words

    def test_loses_a_name_without_consent(self, team):
        member = team.members.get(name="Anna")
        member.name, member.consent_date, member.consent_record = "", None, ""
        change(team, members=[member, team.members.get(name="Bram")])

        assert {each.name for each in get_english(team).members.all()} == {"", "Bram"}

    def test_has_the_new_date_beside_the_words_that_it_has(self, team):
        call = team.open_calls.get()
        call.deadline, call.text = datetime.date(2027, 2, 1), "Wij zoeken nu ook studenten."
        words = get_english(team).open_calls.get().text

        change(team, open_calls=[call])

        english = get_english(team).open_calls.get()
        assert english.deadline == datetime.date(2027, 2, 1)
        assert english.text == words

    def test_is_a_publication_of_its_own_in_the_history(self, translated, translation):
        before = count_publications(get_english(translated))

        change(translated, date=datetime.date(2018, 6, 1))

        assert get_english(translated).date == datetime.date(2018, 6, 1)
        assert get_state(translation) == State.CURRENT
        assert count_publications(get_english(translated)) == before + 1

    def test_is_left_alone_where_only_words_changed(self, team):
        before = count_publications(get_english(team))

        change(team, title="Andere woorden")

        assert count_publications(get_english(team)) == before

    def test_follows_the_order_and_the_removal_of_blocks(self, translated):
        quote, text = translated.body

        change_body(translated, (text.block_type, text.value, text.id), as_tuple(quote))
        assert [block.id for block in get_english(translated).body] == [text.id, quote.id]

        change_body(translated, as_tuple(quote))
        assert [block.id for block in get_english(translated).body] == [quote.id]

    def test_marks_a_new_part_as_untranslated(self, translated):
        new = ("text", RichText("<p>Iets nieuws.</p>"), NEW)

        change_body(translated, *map(as_tuple, translated.body), new)

        english = get_english(translated)
        assert english.body[2].value.source == "<p>Iets nieuws.</p>"
        assert english.untranslated == [f"body.{NEW}"]

    def test_keeps_out_what_was_left_out(self, translated, translation):
        new = ("text", RichText("<p>Iets nieuws.</p>"), NEW)
        change_body(translated, *map(as_tuple, translated.body), new)
        publish(translation, leave_out=True)

        change(translated, date=datetime.date(2018, 6, 1))

        english = get_english(translated)
        assert english.date == datetime.date(2018, 6, 1)
        assert len(english.body) == 2

    def test_waits_with_words_that_were_saved_and_not_published(self, translated, translation):
        write(translation, "summary", "With pans, and more.")

        change(translated, date=datetime.date(2018, 6, 1))

        english = get_english(translated)
        assert english.summary == "EN Met pannen."
        assert english.date == datetime.date(2018, 6, 1)
        assert get_state(translation) == State.READY

    def test_keeps_the_draft_that_waits(self, translated, translation):
        write(translation, "summary", "With pans, and more.")
        english = get_english(translated)
        english.summary = "With pans, and more."
        english.save_revision()

        change(translated, date=datetime.date(2018, 6, 1))

        draft = get_english(translated).get_latest_revision_as_object()
        assert (draft.summary, draft.date) == ("With pans, and more.", datetime.date(2018, 6, 1))

    def test_follows_what_changed_while_its_source_was_off_the_site(self, translated, translation):
        change(translated)
        translated.refresh_from_db()
        translated.unpublish()
        translated.date = datetime.date(2018, 6, 1)
        translated.save_revision()
        catch_up_with_draft(translation)

        translated.get_latest_revision().publish()

        assert get_english(translated).date == datetime.date(2018, 6, 1)

    def test_keeps_the_words_that_a_bulk_action_published(self, translated, translation, admin):
        write(translation, "summary", "With pans, and more.")
        save_draft(translation, read_passages(translation))
        publish_in_bulk(admin, get_english(translated))
        assert get_state(reload(translation)) == State.CURRENT

        change(translated, date=datetime.date(2018, 6, 1))

        english = get_english(translated)
        assert (english.summary, english.date) == (
            "With pans, and more.",
            datetime.date(2018, 6, 1),
        )

    def test_has_the_facts_of_now_when_its_draft_is_published(self, team, admin):
        english = get_english(team)
        english.unpublish()
        change(team, members=[team.members.get(name="Bram")])

        publish_in_bulk(admin, english)

        assert [member.name for member in get_english(team).members.all()] == ["Bram"]

    def test_stays_and_says_why_where_the_gate_refuses(self, index, translated):
        get_english(index).unpublish()

        change(translated, date=datetime.date(2018, 6, 1))

        english = get_english(translated)
        assert english.date != datetime.date(2018, 6, 1)
        assert PageLogEntry.objects.filter(page=english, action=REFUSED).exists()

    @pytest.mark.parametrize("occasion", ["dutch", "english", "night"])
    def test_come_when_the_reason_is_gone(self, index, translated, run_background_tasks, occasion):
        """At the next publication of either page, or at night."""
        above = get_english(index)
        above.unpublish()
        change(translated, date=datetime.date(2018, 6, 1))
        Page.objects.filter(pk=above.pk).update(live=True)

        if occasion == "dutch":
            change(translated)
        elif occasion == "english":
            get_english(translated).save_revision().publish()
        else:
            check_all()
            run_background_tasks()

        assert get_english(translated).date == datetime.date(2018, 6, 1)
        assert not HeldBack.objects.exists()

    def test_are_tried_once_more_and_no_oftener(self, index, translated, monkeypatch):
        above = get_english(index)
        above.unpublish()
        change(translated, date=datetime.date(2018, 6, 1))
        Page.objects.filter(pk=above.pk).update(live=True)
        tried, real = [], facts.renew

        def renew(translation, *args):
            tried.append(translation)
            real(translation, *args)

        monkeypatch.setattr(facts, "renew", renew)
        change(translated)

        assert len(tried) == 1

    def test_stay_held_back_as_long_as_the_reason_is_there(self, index, translated):
        get_english(index).unpublish()
        change(translated, date=datetime.date(2018, 6, 1))
        kept = HeldBack.objects.get()

        change(translated)

        assert HeldBack.objects.get() == kept


class TestABlock:
    def test_gets_another_image_with_a_description_of_its_own_language_only(self, db):
        one, other = (LibraryImageFactory(only_decorates=True) for _each in range(2))
        page, _translation = make_page(("picture", make_picture(one, "Een tafel.")))
        block = page.body[0]

        change_body(page, ("picture", make_picture(other, "Een stoel."), block.id))

        english = get_english(page)
        assert english.body[0].value["image"] == other
        assert english.untranslated == [f"body.{block.id}"]

    def test_keeps_its_description_with_another_caption(self, db):
        image = LibraryImageFactory(only_decorates=True)
        page, translation = make_page(("picture", make_picture(image, "Een tafel.", "Tafel")))

        change_body(
            page, ("picture", make_picture(image, "Een tafel.", "De tafel"), page.body[0].id)
        )

        value = get_english(page).body[0].value
        assert value["image"].contextual_alt_text == "EN Een tafel."
        assert value["caption"] == "EN Tafel"
        assert count_behind(translation) == 1

    def test_loses_a_removed_question_and_waits_with_a_new_one(self, db):
        page, _translation = make_page(
            ("questions", {"title": "Vragen", "questions": [make_question(1), make_question(2)]})
        )
        block = page.body[0]
        items = list(block.value["questions"].bound_blocks)
        raw = [
            {"type": "item", "id": items[1].id, "value": make_question(2)},
            {"type": "item", "id": NEW, "value": make_question(3)},
        ]

        change_raw(page, "questions", {"title": "Vragen", "questions": raw})

        english = get_english(page).body[0].value["questions"]
        assert [each["question"] for each in english] == ["EN Vraag 2?"]

    def test_shows_nobody_under_the_name_of_another(self, db):
        people = [make_person("Anna"), make_person("Bram")]
        page, _translation = make_page(("contact_person", {"title": "Vragen?", "people": people}))
        block = page.body[0]
        ids = [item.id for item in block.value["people"].bound_blocks]
        raw = [
            {"type": "item", "id": ids[0], "value": make_person("Chris")},
            {"type": "item", "id": ids[1], "value": {**make_person("Bram"), "role": "adviseur"}},
        ]

        change_raw(page, "contact_person", {"title": "Vragen?", "people": raw})

        shown = get_english(page).body[0].value["people"]
        assert [each["name"] for each in shown] == ["EN Bram"]

    def test_gets_the_figures_of_a_table_whose_words_wait(self, db):
        page, translation = make_page(("table", make_table("Leden", 3)))

        change_raw(page, "table", make_table("Leden van het team", 14))

        table = get_english(page).body[0].value
        assert table.caption == "EN Leden"
        assert table.row_data[0]["values"][1] == 14
        assert count_behind(translation) == 1


class TestASnippet:
    def test_leads_messages_to_the_new_colleague_at_once(self, db):
        subject = SubjectFactory(name="Een vraag", recipient="anna@example.org")
        translate(subject)
        subject.recipient, subject.name = "bram@example.org", "Een andere vraag"
        subject.save()

        english = get_english(subject)
        assert (english.recipient, english.name) == ("bram@example.org", "EN Een vraag")

    def test_stands_in_the_order_of_its_source(self, db, admin):
        themes = [ThemeFactory(name=name) for name in ["Armoede", "Ontmoeting", "Zorg"]]
        for theme in themes:
            translate(theme)

        admin.post(f"/admin/snippets/teams/theme/reorder/{themes[2].pk}/?position=0")

        for code in ["nl", "en"]:
            ordered = Theme.objects.filter(locale__language_code=code).order_by("sort_order")
            assert [each.name.removeprefix("EN ") for each in ordered] == [
                "Zorg",
                "Armoede",
                "Ontmoeting",
            ]

    def test_goes_with_its_source(self, db):
        subject = SubjectFactory(name="Een vraag")
        translate(subject)

        subject.delete()

        assert not Subject.objects.exists()


def change_raw(page, kind, value):
    """Publish a Dutch page whose only block has this value, as it is stored."""
    block = {"type": kind, "id": page.body[0].id, "value": value}
    change(page, body=page.body.stream_block.to_python([block]))


def make_person(name):
    return {
        "name": name,
        "role": "",
        "photo": None,
        "email": f"{name.lower()}@example.org",
        "telephone": "",
        "consent": True,
    }


def publish_in_bulk(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={page.pk}", {"next": "/admin/"})


def reload(translation):
    return Translation.objects.get(pk=translation.pk)


def as_tuple(block):
    return block.block_type, block.value, block.id


def make_picture(image, description, caption=""):
    image.contextual_alt_text, image.decorative = description, False
    return {"image": image, "caption": caption, "credit": ""}


def make_question(number):
    return {"question": f"Vraag {number}?", "answer": f"<p>Antwoord {number}.</p>"}


def make_table(caption, number):
    return {
        "caption": caption,
        "columns": [{"type": "text", "heading": "Moment"}, {"type": "number", "heading": "Leden"}],
        "rows": [{"values": ["Oktober", number]}],
    }

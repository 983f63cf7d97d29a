"""A translation is published as far as it goes, and never in another language by accident."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import PageViewRestriction, Revision
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation

from news.models import NewsPage
from teams.models import Theme
from tests.factories import (
    MilestoneFactory,
    OpenCallFactory,
    RoleFactory,
    TeamMemberFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)
from translations.catching_up import mark_as_minor
from translations.passages import read_passages, translate_passage
from translations.publishing import publish_translation, save_draft, start_translation
from translations.states import State, count_behind, get_state

NEW_BLOCK = "5f2c1c1e-0000-4000-8000-000000000000"


def get_english(page):
    return page.get_translations().get().specific


def reload(translation):
    return Translation.objects.get(pk=translation.pk)


def change(page, **fields):
    """Publish a Dutch page with other fields."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def change_body(page, *blocks):
    """Publish a Dutch page with other blocks, each as (type, value, id)."""
    return change(page, body=StreamValue(page.body.stream_block, blocks))


class TestPublishing:
    def test_translates_every_field_and_block(self, item, translate):
        translate(item)

        english = get_english(item)
        assert english.live
        assert english.title == "EN Keukentafel"
        assert english.summary == "EN Met pannen."
        assert english.body[0].value["text"] == "EN Formeel schuift aan."
        assert english.body[1].value.source == (
            "<p>EN Wij gaan samen aan tafel.</p><p>EN Daar begint het.</p>"
        )
        assert english.untranslated == []

    def test_makes_the_slug_from_the_translated_title(self, item, translate):
        translate(item)

        assert get_english(item).url == "/en/en-nieuws/en-keukentafel/"

    def test_leaves_the_version_before_it_to_go_back_to(self, admin, item, translate):
        translation = translate(item)
        version = get_english(item).live_revision

        publish_translation(translation)

        history = admin.get(reverse("wagtailadmin_pages:history", args=[version.object_id]))
        assertContains(
            history,
            reverse("wagtailadmin_pages:revisions_revert", args=[version.object_id, version.pk]),
        )

    def test_leads_links_to_the_pages_of_the_language(self, index, item, translate):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=index.get_parent()))
        other = WorkTeamPageFactory(parent=team.get_parent(), title="Preventie", number=1)
        theme, untranslated = ThemeFactory(name="Armoede"), ThemeFactory(name="Ontmoeting")
        translate(team.get_parent())
        translate(team)
        translate(theme)
        item.themes, item.work_teams = [theme, untranslated], [team, other]
        item.save()

        translate(item)

        english = get_english(item)
        assert {each.name for each in english.themes.all()} == {"EN Armoede", "Ontmoeting"}
        assert {each.title for each in english.work_teams.all()} == {f"EN {team.title}"}

    def test_leads_links_of_earlier_translations_to_a_new_one(self, index, item, translate):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=index.get_parent()))
        theme = ThemeFactory(name="Armoede")
        item.themes, item.work_teams = [theme], [team]
        item.save()
        translate(item)
        translate(team.get_parent())

        for _again in range(2):
            translate(team)
            translate(theme)

        english = get_english(item)
        assert [each.title for each in english.work_teams.all()] == [f"EN {team.title}"]
        assert [each.name for each in english.themes.all()] == ["EN Armoede"]
        assert [each.pk for each in item.work_teams.all()] == [team.pk]

    def test_translates_the_parts_of_a_work_team(self, index, translate):
        role, role_left = RoleFactory(name="bewoner"), RoleFactory(name="student")
        translate(role)
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=index.get_parent()))
        TeamMemberFactory(team=team, role=role)
        TeamMemberFactory(team=team, role=role_left)
        MilestoneFactory(team=team, title="Start")
        call = OpenCallFactory(team=team, title="Wij zoeken bewoners")
        call.roles.set([role, role_left])
        call.save()
        translate(team.get_parent())

        translate(team)

        english = get_english(team)
        assert {member.role.name for member in english.members.all()} == {"EN bewoner", "student"}
        assert english.milestones.get().title == "EN Start"
        assert english.open_calls.get().title == "EN Wij zoeken bewoners"
        assert {role.name for role in english.open_calls.get().roles.all()} == {
            "EN bewoner",
            "student",
        }

    def test_makes_a_draft_and_no_live_dutch(self, item, translate):
        translate(item, publish=False)

        english = get_english(item)
        assert not english.live
        assert english.url_path.startswith("/")

    def test_leaves_what_visitors_see_while_a_draft_is_saved(self, item, translate, english):
        translation = translate(item)
        (summary,) = [p for p in read_passages(translation) if p.path == "summary"]
        translate_passage(summary, english, "With pans.")

        save_draft(translation)

        assert get_english(item).summary == "EN Met pannen."
        assert get_english(item).get_latest_revision_as_object().summary == "With pans."

    def test_makes_a_page_of_an_alias(self, item, english, translate):
        item.copy_for_translation(english, alias=True)

        translate(item)

        assert get_english(item).alias_of is None
        assert get_english(item).slug == "en-keukentafel"

    def test_shares_the_restriction_of_a_private_page(self, item, translate):
        translate(item)

        restriction = PageViewRestriction.objects.create(
            page=item, restriction_type=PageViewRestriction.LOGIN
        )
        private = get_english(item).view_restrictions.count()
        restriction.delete()

        assert private == 1
        assert not get_english(item).view_restrictions.exists()


class TestGaps:
    def test_are_shown_in_dutch_and_marked(self, item, translate):
        quote, _text = item.body

        translate(item, "summary", f"body.{quote.id}.text")

        english = get_english(item)
        assert english.untranslated == ["summary", f"body.{quote.id}"]
        assert english.summary == "Met pannen."
        assert english.body[0].value["text"] == "Formeel schuift aan."

    def test_never_mix_languages_within_a_block(self, item, translate):
        _quote, text = item.body
        translation = translate(item, f"body.{text.id}", publish=False)
        first, _second = [p for p in read_passages(translation) if text.id in p.path]
        translate_passage(first, translation.target_locale, "EN Eerste.")

        publish_translation(translation)

        source = get_english(item).body[1].value.source
        assert source == "<p>Wij gaan samen aan tafel.</p><p>Daar begint het.</p>"

    def test_are_left_out_when_the_editor_says_so(self, item, translate):
        quote, _text = item.body
        translation = translate(item, "summary", f"body.{quote.id}", publish=False)

        publish_translation(translation, leave_out=True)

        english = get_english(item)
        assert english.summary == ""
        assert [block.block_type for block in english.body] == ["text"]
        assert english.untranslated == []

    def test_keep_what_was_published_before(self, item, translate):
        translation = translate(item)
        change(item, summary="Met pannen en een kleed.")

        publish_translation(reload(translation))

        english = get_english(item)
        assert english.summary == "EN Met pannen."
        assert english.untranslated == []

    def test_keep_the_block_that_was_published_before(self, item, translate):
        translation = translate(item)
        quote, _text = item.body
        change_body(
            item,
            ("quote", {"text": "Anders.", "speaker": "Werkteam 2"}, quote.id),
            ("text", RichText("<p>Nieuw.</p>"), NEW_BLOCK),
        )

        publish_translation(reload(translation))

        english = get_english(item)
        assert english.body[0].value["text"] == "EN Formeel schuift aan."
        assert english.body[1].value.source == "<p>Nieuw.</p>"
        assert english.untranslated == [f"body.{NEW_BLOCK}"]

    def test_refuse_a_page_without_a_title(self, item, translate):
        with pytest.raises(ValidationError, match="Titel"):
            translate(item, "title")

    def test_refuse_a_theme_without_a_name(self, index, translate):
        with pytest.raises(ValidationError, match="Naam"):
            translate(ThemeFactory(name="Armoede"), "name")

        assert Theme.objects.count() == 1

    def test_leave_text_of_a_machine_out_until_somebody_looked(self, item, translate, english):
        translation = translate(item, "summary", publish=False)
        (summary,) = [p for p in read_passages(translation) if p.path == "summary"]
        StringTranslation.objects.create(
            translation_of=summary.segment.string,
            context=summary.segment.context,
            locale=english,
            data="With pans.",
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        )

        publish_translation(translation)

        assert get_english(item).untranslated == ["summary"]
        assert count_behind(translation) == 1


class TestAChangeInDutch:
    @pytest.fixture
    def item(self, translation):
        """The news item of the translation, which is published."""
        return translation.source.get_source_instance()

    def test_puts_one_passage_behind_and_changes_nothing_in_english(self, item, translation):
        change(item, summary="Met potten.")

        assert count_behind(translation) == 1
        assert get_state(reload(translation)) == State.BEHIND
        assert get_english(item).summary == "EN Met pannen."

    def test_keeps_the_old_translation_beside_the_difference(self, item, translation):
        change(item, summary="Met potten.")

        (passage,) = [p for p in read_passages(translation) if not p.is_translated]
        assert passage.text == "EN Met pannen."
        assert [(each.old, each.new) for each in passage.changes if not each.is_same] == [
            ("pannen", "potten")
        ]

    def test_finds_the_old_translation_after_two_changes(self, item, translation):
        change(item, summary="Met potten.")
        change(item, summary="Met potten en pannen.")

        (passage,) = [p for p in read_passages(translation) if not p.is_translated]
        assert passage.text == "EN Met pannen."

    def test_is_forgotten_when_it_is_undone(self, item, translation):
        change(item, summary="Met potten.")
        change(item, summary="Met pannen.")

        assert count_behind(translation) == 0

    def test_in_one_paragraph_leaves_the_others(self, item, translation):
        text = "<p>Vooraf.</p><p>Wij gaan aan tafel.</p><p>Daar begint het.</p>"

        change_body(item, ("text", RichText(text), item.body[1].id))

        behind = [p for p in read_passages(translation) if not p.is_translated]
        assert [(p.source_text, p.text) for p in behind] == [
            ("Vooraf.", ""),
            ("Wij gaan aan tafel.", "EN Wij gaan samen aan tafel."),
        ]

    def test_that_only_moves_a_text_keeps_its_translation(self, item, translation):
        change_body(item, ("text", RichText("<p>Daar begint het.</p>"), NEW_BLOCK))

        assert count_behind(translation) == 0

    def test_of_the_date_alone_is_ready_to_be_published(self, item, translation):
        change(item, date=datetime.date(2018, 6, 1))
        state = get_state(reload(translation))
        publish_translation(reload(translation))

        assert state == State.READY
        assert get_english(item).date == datetime.date(2018, 6, 1)
        assert get_state(reload(translation)) == State.CURRENT

    def test_of_nothing_changes_nothing(self, item, translation):
        change(item)

        assert get_state(reload(translation)) == State.CURRENT

    def test_is_kept_as_minor(self, item, translation):
        change(item, summary="Met pannen!", date=datetime.date(2018, 6, 1))

        state = mark_as_minor(reload(translation))

        assert state == State.CURRENT
        assert get_english(item).summary == "EN Met pannen."
        assert get_english(item).date == datetime.date(2018, 6, 1)

    def test_that_adds_a_passage_is_more_than_minor(self, item, translation):
        change(item, summary="Met pannen!", search_description="Nieuw.")

        assert mark_as_minor(reload(translation)) == State.BEHIND
        assert count_behind(translation) == 1

    def test_of_a_theme_puts_it_behind(self, index, translate):
        theme = ThemeFactory(name="Armoede", description="Weinig geld.")
        translation = translate(theme)

        theme.name = "Armoede en schulden"
        theme.save()

        assert get_state(reload(translation)) == State.BEHIND
        assert theme.get_translations().get().name == "EN Armoede"

    def test_when_scheduled_publishes_no_translation(self, item, translation):
        page = NewsPage.objects.get(pk=item.pk)
        page.summary = "Met potten."
        page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
        page.save_revision().publish()
        Revision.objects.filter(approved_go_live_at__isnull=False).update(
            approved_go_live_at=timezone.now()
        )

        call_command("publish_scheduled")

        assert NewsPage.objects.get(pk=item.pk).summary == "Met potten."
        assert get_english(item).summary == "EN Met pannen."
        assert get_state(reload(translation)) == State.BEHIND


class TestWhatWasTranslated:
    def test_is_kept_when_the_english_page_is_deleted(self, item, translate, english):
        translate(item)
        get_english(item).delete()

        translation = start_translation(item, english)

        assert count_behind(translation) == 0
        publish_translation(translation)
        assert get_english(item).title == "EN Keukentafel"

"""A translation is published as far as it goes, and never in another language by accident."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from home.models import HomePage
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
from tests.translations.steps import (
    change,
    change_body,
    get_english,
    get_english_locale,
    publish,
    translate,
    write,
)
from translations.passages import read_passages
from translations.progress import count_behind
from translations.publishing import save_draft

NEW_BLOCK = "5f2c1c1e-0000-4000-8000-000000000000"


class TestPublishing:
    def test_translates_every_field_and_block(self, item):
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

    def test_makes_the_slug_from_the_translated_title(self, item):
        translate(item)

        assert get_english(item).url == "/en/en-nieuws/en-keukentafel/"

    def test_leads_links_to_the_pages_of_the_language(self, index, item):
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

    def test_leads_links_of_earlier_translations_to_a_new_one(self, index, item):
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

    def test_translates_the_parts_of_a_work_team(self, index):
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

    def test_makes_a_draft_and_no_live_dutch(self, item):
        translate(item, publish=False)

        english = get_english(item)
        assert not english.live
        assert english.url_path.startswith("/")

    def test_leaves_what_visitors_see_while_a_draft_is_saved(self, item):
        translation = translate(item)
        write(translation, "summary", "With pans.")

        save_draft(translation, read_passages(translation))

        assert get_english(item).summary == "EN Met pannen."
        assert get_english(item).get_latest_revision_as_object().summary == "With pans."

    def test_makes_a_page_of_an_alias(self, item, english):
        item.copy_for_translation(english, alias=True)

        translate(item)

        assert get_english(item).alias_of is None
        assert get_english(item).slug == "en-keukentafel"

    def test_shares_the_restriction_of_a_private_page(self, item):
        translate(item)

        restriction = PageViewRestriction.objects.create(
            page=item, restriction_type=PageViewRestriction.LOGIN
        )
        private = get_english(item).view_restrictions.count()
        restriction.delete()

        assert private == 1
        assert not get_english(item).view_restrictions.exists()


class TestHalfFilled:
    """A Dutch draft may lack what visitors need; nothing in its translation is stricter."""

    @pytest.fixture
    def half_filled(self, index):
        """A draft without the heading that its type requires."""
        draft = HomePage(title="Half af", slug="half-af", live=False)
        return index.get_parent().get_parent().add_child(instance=draft)

    def test_is_translated_as_a_draft(self, half_filled):
        translate(half_filled, publish=False)

        assert not half_filled.get_translation(get_english_locale()).live

    def test_is_not_published(self, half_filled):
        with pytest.raises(ValidationError) as refusal:
            translate(half_filled)

        assert refusal.value.message_dict.keys() == {"heading"}


class TestLinksToHeadings:
    @pytest.fixture
    def item(self, item):
        """A Dutch news item with a heading and a link to it."""
        change_body(
            item,
            ("heading", {"text": "Kosten", "level": "2"}, NEW_BLOCK),
            ("text", RichText('<p>Zie <a href="#kosten">de kosten</a>.</p>'), None),
        )
        return type(item).objects.get(pk=item.pk)

    def read(self, item):
        """Return the anchor and the text of the English page."""
        heading, text = get_english(item).body
        return heading.value.get_anchor(), text.value.source

    def test_lead_to_the_heading_in_the_language(self, item):
        translate(item)

        anchor, text = self.read(item)
        assert anchor == "en-kosten"
        assert 'href="#en-kosten"' in text

    def test_stay_while_the_heading_is_not_translated(self, item):
        translate(item, f"body.{NEW_BLOCK}")

        anchor, text = self.read(item)
        assert anchor == "kosten"
        assert 'href="#kosten"' in text

    def test_lead_there_in_a_draft_too(self, item):
        translation = translate(item, publish=False)

        save_draft(translation, read_passages(translation))

        body = get_english(item).get_latest_revision_as_object().body
        assert 'href="#en-kosten"' in body[1].value.source


class TestGaps:
    def test_are_shown_in_dutch_and_marked(self, item):
        quote, _text = item.body

        translate(item, "summary", f"body.{quote.id}.text")

        english = get_english(item)
        assert english.untranslated == ["summary", f"body.{quote.id}"]
        assert english.summary == "Met pannen."
        assert english.body[0].value["text"] == "Formeel schuift aan."

    def test_never_mix_languages_within_a_block(self, item):
        _quote, text = item.body
        translation = translate(item, f"body.{text.id}", publish=False)
        write(translation, f"body.{text.id}", "EN Eerste.")

        publish(translation)

        source = get_english(item).body[1].value.source
        assert source == "<p>Wij gaan samen aan tafel.</p><p>Daar begint het.</p>"

    def test_are_left_out_when_the_editor_says_so(self, item):
        quote, _text = item.body
        translation = translate(item, "summary", f"body.{quote.id}", publish=False)

        publish(translation, leave_out=True)

        english = get_english(item)
        assert english.summary == ""
        assert [block.block_type for block in english.body] == ["text"]
        assert english.untranslated == []

    def test_keep_what_was_published_before(self, item):
        translation = translate(item)
        change(item, summary="Met pannen en een kleed.")

        publish(translation)

        english = get_english(item)
        assert english.summary == "EN Met pannen."
        assert english.untranslated == []

    def test_keep_the_block_that_was_published_before(self, item):
        translation = translate(item)
        quote, _text = item.body
        change_body(
            item,
            ("quote", {"text": "Anders.", "speaker": "Werkteam 2"}, quote.id),
            ("text", RichText("<p>Nieuw.</p>"), NEW_BLOCK),
        )

        publish(translation)

        english = get_english(item)
        assert english.body[0].value["text"] == "EN Formeel schuift aan."
        assert english.body[1].value.source == "<p>Nieuw.</p>"
        assert english.untranslated == [f"body.{NEW_BLOCK}"]

    def test_refuse_a_page_without_a_title(self, item):
        with pytest.raises(ValidationError, match="Titel"):
            translate(item, "title")

    def test_refuse_a_theme_without_a_name(self, index):
        with pytest.raises(ValidationError, match="Naam"):
            translate(ThemeFactory(name="Armoede"), "name")

        assert Theme.objects.count() == 1

    def test_leave_text_of_a_machine_out_until_somebody_looked(self, item):
        translation = translate(item, "summary", publish=False)
        write(translation, "summary", "With pans.", machine="Voorbeeld")

        publish(translation)

        assert get_english(item).untranslated == ["summary"]
        assert count_behind(translation) == 1

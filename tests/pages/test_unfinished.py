"""A draft is kept half-filled, whatever is missing in it; what visitors see is not half-filled."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import FeaturedNews
from pages.publishing import PublishingRefusedError, list_reasons
from teams.models import (
    Milestone,
    TeamMember,
    TeamSize,
    TeamTheme,
    WorkTeamIndexPage,
    WorkTeamPage,
)
from tests.factories import (
    RoleFactory,
    StandardPageFactory,
    TeamMemberFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)

EMPTY_CALL = {"title": "", "text": "", "deadline": "", "municipality": "", "how_to_respond": ""}
EMPTY_LINK = {"type": "", "value": {}}


@pytest.fixture(scope="module")
def kept_teams(keep):
    with keep():
        yield WorkTeamIndexPageFactory(parent=get_home()).pk


@pytest.fixture
def teams(kept_teams, db):
    return WorkTeamIndexPage.objects.get(pk=kept_teams)


@pytest.fixture
def team(teams):
    return WorkTeamPageFactory(parent=teams)


def make_form(title, *, blocks=(), **parts):
    """Return what the form of a team sends: `blocks` and parts as an editor has begun them."""
    names = ["open_calls", "members", "sizes", "team_themes", "milestones", "comments"]
    formsets = {name: inline_formset(parts.get(name, [])) for name in names}
    return nested_form_data(
        {
            "title": title,
            "slug": "",
            "status": "active",
            "lessons": rich_text(""),
            "body": streamfield(list(blocks)),
            **formsets,
        }
    )


def autosave(admin, url, form):
    """Send a form as the editor does by itself; return the answer, a dictionary."""
    return admin.post(url, form, headers={"Accept": "application/json"}).json()


BEGUN = {
    "a member": {"members": [{"role": "", "name": ""}]},
    "a member without consent yet": {"members": [{"role": "", "name": "Fatima"}]},
    "a size": {"sizes": [{"date": "", "precision": "day", "number": ""}]},
    "a theme": {"team_themes": [{"theme": "", "state": "explored"}]},
    "a paused theme": {"team_themes": [{"theme": "", "state": "paused", "reason": ""}]},
    "a milestone": {"milestones": [{"date": "", "precision": "day", "title": "De start"}]},
    "a call": {"open_calls": [{**EMPTY_CALL, "how_to_respond": rich_text("")}]},
    "a quote": {"blocks": [("quote", {"text": "", "speaker": ""})]},
    "two headings": {"blocks": [("heading", {"text": "", "level": "2"})] * 2},
}


class TestDraft:
    def test_is_kept_with_what_was_begun(self, admin, team):
        url = reverse("wagtailadmin_pages:edit", args=[team.pk])

        for name, begun in BEGUN.items():
            saved = autosave(admin, url, make_form(f"Half {name}", **begun))

            assert saved["success"], (name, saved)
            draft = WorkTeamPage.objects.get().get_latest_revision_as_object()
            assert draft.title == f"Half {name}"

    def test_that_is_new_is_kept_and_previewed_with_what_was_begun(self, admin, teams):
        url = reverse("wagtailadmin_pages:add", args=["teams", "workteampage", teams.pk])

        for name, begun in BEGUN.items():
            saved = autosave(admin, url, make_form(f"Half {name}", **begun))

            assert saved["success"], (name, saved)
            draft = WorkTeamPage.objects.get(title=f"Half {name}")
            assert not draft.live, name
            view = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
            assertContains(admin.get(view), f"Half {name}")

    def test_has_only_a_title(self, admin, teams):
        url = reverse("wagtailadmin_pages:add", args=["teams", "workteampage", teams.pk])

        assert autosave(admin, url, make_form("Alleen een titel"))["success"]

    def test_has_its_part_kept_as_it_is(self, admin, team):
        url = reverse("wagtailadmin_pages:edit", args=[team.pk])

        autosave(admin, url, make_form("Half", **BEGUN["a milestone"]))

        draft = WorkTeamPage.objects.get().get_latest_revision_as_object()
        assert [each.title for each in draft.milestones.all()] == ["De start"]

    def test_is_not_published_with_a_part_begun(self, admin, team):
        url = reverse("wagtailadmin_pages:edit", args=[team.pk])

        form = make_form("Half", **BEGUN["a milestone"])
        response = admin.post(url, {**form, "number": "1", "action-publish": "1"})

        assert response.context["form"].formsets["milestones"].errors[0].keys() == {"date"}
        assert WorkTeamPage.objects.get().title == team.title


class TestEmptyPart:
    """A part that was added and left as it came, as the browser sends it."""

    CALL = {**EMPTY_CALL, "how_to_respond": "null", "id": ""}
    EMPTY = {
        "open_calls": CALL,
        "members": {"role": "", "name": "", "id": ""},
        "sizes": {"date": "", "precision": "day", "number": "", "id": ""},
        "milestones": {"date": "", "precision": "day", "title": "", "id": ""},
    }

    def test_is_not_kept(self, admin, team):
        url = reverse("wagtailadmin_pages:edit", args=[team.pk])

        for name, part in self.EMPTY.items():
            saved = autosave(admin, url, make_form(f"Half {name}", **{name: [part]}))

            assert saved["success"], (name, saved)
            draft = WorkTeamPage.objects.get().get_latest_revision_as_object()
            assert (draft.title, getattr(draft, name).exists()) == (f"Half {name}", False)

    def test_that_autosave_has_seen_stops_no_publishing(self, admin, team):
        url = reverse("wagtailadmin_pages:edit", args=[team.pk])
        form = make_form("Online", open_calls=[self.CALL])
        updates = autosave(admin, url, form)["field_updates"]

        admin.post(url, {**form, **updates, "number": "2", "action-publish": "1"})

        team.refresh_from_db()
        assert team.title == "Online"
        assert not team.open_calls.exists()

    def test_that_was_filled_in_afterwards_is_kept_once(self, admin, team):
        url = reverse("wagtailadmin_pages:edit", args=[team.pk])
        form = make_form("Half", open_calls=[self.CALL])
        form |= autosave(admin, url, form)["field_updates"]

        for title in ["Een", "Een bakker"]:
            form |= {"open_calls-0-title": title}
            form |= autosave(admin, url, form)["field_updates"]

        draft = WorkTeamPage.objects.get().get_latest_revision_as_object()
        assert [call.title for call in draft.open_calls.all()] == ["Een bakker"]


class TestGate:
    @pytest.mark.parametrize(
        ("name", "part", "reason"),
        [
            ("members", TeamMember(), "lid 1: rol: Dit veld"),
            ("sizes", TeamSize(number=3), "grootte van het team 1: datum: Dit veld"),
            ("team_themes", TeamTheme(), "thema van het team 1: thema: Dit veld"),
            ("milestones", Milestone(title="Start"), "mijlpaal 1: datum: Dit veld"),
        ],
    )
    def test_refuses_a_part_without_what_it_is_about(self, team, name, part, reason):
        getattr(team, name).add(part)

        (said,) = list_reasons(team)

        assert said.startswith(reason)

    def test_refuses_a_name_without_consent(self, team):
        team.members.add(TeamMember(role=RoleFactory(), name="Fatima"))

        assert any("toestemming" in reason for reason in list_reasons(team))

    def test_refuses_featured_news_without_an_item(self, home):
        home.featured_news.add(FeaturedNews())

        assert len(list_reasons(home)) == 1

    def test_refuses_a_field_that_was_left_empty(self, team):
        team.number = None

        with pytest.raises(PublishingRefusedError):
            team.save_revision(clean=False).publish()

    def test_refuses_a_block_without_what_it_needs(self, home):
        page = StandardPageFactory(parent=home, title="Doel", live=False)
        page.body = [("quote", {"text": ""}), ("text", "<p>Wel</p>")]

        assert list_reasons(page) == ["Blok 1 (Citaat): vul in wat verplicht is."]

    def test_passes_what_is_finished(self, team):
        TeamMemberFactory(team=team, role=RoleFactory())

        assert list_reasons(team) == []

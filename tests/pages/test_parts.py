"""A part of a page that was removed comes back whole, though autosave had left it out already."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories import (
    RoleFactory,
    TeamMemberFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)


@pytest.fixture
def teams(home):
    return WorkTeamIndexPageFactory(parent=home)


@pytest.fixture
def team(teams):
    return WorkTeamPageFactory(parent=teams)


@pytest.fixture
def member(team):
    return TeamMemberFactory(team=team, role=RoleFactory(), organisation="Wijkraad")


def autosave(admin, member, **changes):
    """Save the form of the team of a member; return what the form then has to change in itself."""
    names = ["open_calls", "sizes", "team_themes", "milestones", "comments"]
    sent = {"id": member.pk, "role": member.role_id, "organisation": "Wijkraad", **changes}
    form = {
        "title": member.team.title,
        "slug": member.team.slug,
        "number": member.team.number,
        "status": "active",
        "lessons": rich_text(""),
        "body": streamfield([]),
        "members": inline_formset([sent], initial=1),
        **{name: inline_formset([]) for name in names},
    }
    url = reverse("wagtailadmin_pages:edit", args=[member.team_id])
    headers = {"Accept": "application/json"}
    answer = admin.post(url, nested_form_data(form), headers=headers).json()
    assert answer["success"], answer
    return answer["field_updates"]


def read_draft(team):
    """Return the members of a team as its draft has them."""
    team.refresh_from_db()
    return list(team.get_latest_revision_as_object().members.all())


def test_part_that_was_put_back_is_the_one_that_was_removed(admin, member):
    assert autosave(admin, member, DELETE="1")["members-0-id"] == ""
    assert read_draft(member.team) == []

    updates = autosave(admin, member, id="", put_back=str(member.pk))

    assert updates["members-0-id"] == str(member.pk)
    (back,) = read_draft(member.team)
    assert back.translation_key == member.translation_key
    assert back.organisation == "Wijkraad"


def test_part_that_was_never_on_the_site_comes_back_as_a_new_one(admin, member):
    member.team.unpublish()
    autosave(admin, member, DELETE="1")

    autosave(admin, member, id="", put_back=str(member.pk))

    assert [each.organisation for each in read_draft(member.team)] == ["Wijkraad"]


@pytest.mark.parametrize("is_other", [True, False], ids=["of another page", "nonsense"])
def test_part_that_is_not_of_the_page_is_not_taken(admin, member, teams, is_other):
    elsewhere = WorkTeamPageFactory(parent=teams, slug="elders")
    other = TeamMemberFactory(team=elsewhere, role=member.role)

    autosave(admin, member, DELETE="1")
    autosave(admin, member, id="", put_back=str(other.pk) if is_other else "½")

    (added,) = read_draft(member.team)
    assert added.translation_key not in {other.translation_key, member.translation_key}


def test_part_of_a_version_that_was_put_back_is_published_again(admin, member):
    team, before = member.team, member.team.save_revision()
    team.members.clear()
    team.save_revision().publish()
    before.as_object().save_revision()

    autosave(admin, member, organisation="Buurthuis")
    team.refresh_from_db()
    team.get_latest_revision().publish()

    (back,) = type(team).objects.get(pk=team.pk).members.all()
    assert (back.translation_key, back.organisation) == (member.translation_key, "Buurthuis")

"""The rights to pages are those of Wagtail, and quick for who has them for all pages."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from accounts.models import User
from accounts.page_rights import PagePolicy
from tests.factories import StandardPageFactory, UserFactory

ACTIONS = [{"change"}, {"publish"}, {"add"}, {"change", "publish"}, {"unlock"}]


@pytest.fixture
def section(home):
    """A section with a page below it, one of which an editor of a part has made."""
    return StandardPageFactory(parent=home, title="Over ons")


def make_user(page, *actions):
    """Return somebody who may do some actions with a page and what is below it."""
    user = User.objects.create_user(f"{'-'.join(actions) or 'nobody'}@example.org")
    group = Group.objects.create(name="Een groep")
    user.groups.add(group)
    for action in actions:
        permission = Permission.objects.get(codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return user


def make_member(role):
    user = User.objects.create_user("lid@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


class TestPagePolicy:
    def check(self, user):
        """Compare what somebody may do with what they may by Wagtail's own policy."""
        ours, theirs = policy_registry.get_by_type(Page), PagePermissionPolicy()

        assert isinstance(ours, PagePolicy)
        for actions in ACTIONS:
            own, expected = (
                set(each.instances_user_has_any_permission_for(user, actions))
                for each in [ours, theirs]
            )
            assert own == expected, actions
        assert set(ours.explorable_instances(user)) == set(theirs.explorable_instances(user))

    @pytest.mark.parametrize("role", ["Redactie", "Meeschrijver", "Beheer"])
    def test_gives_a_role_what_wagtail_gives_it(self, section, role):
        self.check(make_member(role))

    @pytest.mark.parametrize(
        "actions", [["add"], ["change"], ["change", "publish"], ["add", "lock"]]
    )
    def test_gives_rights_to_all_or_to_a_section_as_wagtail_does(self, section, actions):
        for page in [section, Page.get_first_root_node()]:
            user = make_user(page, *actions)
            StandardPageFactory(parent=section, title=f"Van {user} op {page.pk}", owner=user)
            self.check(user)
            User.objects.all().delete()
            Group.objects.filter(name="Een groep").delete()

    def test_gives_an_administrator_all_pages_and_who_left_none(self, section):
        self.check(UserFactory())
        self.check(User.objects.create_user("weg@example.org", is_active=False))

    def test_compares_no_pages_for_who_may_change_all(self, section):
        user = make_member("Redactie")

        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")

        # What is in the bin is left out by its path, and no list of pages is compared.
        assert "00ZZ" in str(pages.query.where)
        assert len(pages.query.where.children) == 1

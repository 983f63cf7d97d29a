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


class TestPageRights:
    @pytest.fixture
    def writer(self, section):
        return make_member("Meeschrijver")

    # Whether it is theirs, what it is like, and whether they may put it in the bin.
    @pytest.mark.parametrize(
        ("is_theirs", "fields", "may_delete"),
        [
            (True, {"live": False}, True),
            (True, {"live": True}, False),
            # Somebody else said: hands off.
            (True, {"live": False, "locked": True}, False),
            (False, {"live": False}, False),
            (False, {"live": True}, False),
        ],
    )
    def test_let_a_writer_delete_what_is_theirs_and_not_on_the_site(
        self, section, writer, is_theirs, fields, may_delete
    ):
        owner = writer if is_theirs else None
        page = StandardPageFactory(parent=section, title="Een concept", owner=owner, **fields)

        # Wagtail's lists have pages of no type.
        for each in [page, Page.objects.get(pk=page.pk)]:
            assert each.permissions_for_user(writer).can_delete() is may_delete
            assert each.permissions_for_user(writer).can_edit()

    def test_let_a_writer_take_no_page_of_others_along(self, section, writer):
        page = StandardPageFactory(parent=section, title="Van mij", owner=writer, live=False)
        StandardPageFactory(parent=page, title="Van een ander", live=False)

        assert not page.permissions_for_user(writer).can_move()

    def test_ask_nothing_for_each_page_of_a_list(self, section, writer, django_assert_num_queries):
        """But what a writer may do at all, once."""
        for title in ["Een", "Twee"]:
            StandardPageFactory(parent=section, title=title, owner=writer, live=False)
        first, second = Page.objects.child_of(section)
        assert first.permissions_for_user(writer).can_delete()

        with django_assert_num_queries(1):
            assert second.permissions_for_user(writer).can_delete()

    def test_let_who_publishes_delete_a_draft_of_others(self, section):
        page = StandardPageFactory(parent=section, title="Een concept", live=False, locked=True)

        assert page.permissions_for_user(make_member("Redactie")).can_delete()

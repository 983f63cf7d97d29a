"""What is kept of who did what, and that it stays as it is."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains

from accounts.models import User
from accounts.second_factor.logins import forget_factors
from audit.cleaning import delete_outdated_entries
from audit.log import log
from audit.models import Action, Entry
from tests.accounts.second_factor.factors import add_app, make_code
from tests.factories import PASSWORD, MessageFactory, UserFactory


@pytest.fixture
def colleague(home):
    return UserFactory(email="fatima@example.org")


def list_actions():
    """Return what was kept since the last time, the oldest first, as (action, who, to what)."""
    return [
        (entry.action, entry.user_id, entry.keys)
        for entry in Entry.objects.order_by("pk")
        if entry.action != Action.ACCOUNT_MADE
    ]


def list_notes(action):
    return list(Entry.objects.filter(action=action).order_by("pk").values_list("note", flat=True))


def sign_in(client, password=PASSWORD):
    typed = {"username": "fatima@example.org", "password": password}
    return client.post("/admin/login/", typed)


class TestSigningIn:
    def test_is_kept_with_what_was_shown(self, client, colleague):
        secret, _codes = add_app(colleague)
        sign_in(client)
        client.post("/admin/login/code/", {"code": make_code(secret)})
        client.post("/admin/logout/")

        who = (colleague.pk, [colleague.pk])
        assert list_actions() == [(Action.SIGNED_IN, *who), (Action.SIGNED_OUT, *who)]
        assert list_notes(Action.SIGNED_IN) == ["password, totp"]

    def test_is_kept_when_it_is_refused(self, client, colleague):
        add_app(colleague)
        sign_in(client, "iets heel anders")
        sign_in(client)
        client.post("/admin/login/code/", {"code": "000000"})

        assert list_actions() == [(Action.REFUSED, None, [colleague.pk])] * 2
        assert list_notes(Action.REFUSED) == ["password", "totp"]

    def test_with_an_address_of_nobody_is_not_kept(self, client, home):
        client.post("/admin/login/", {"username": "niemand@example.org", "password": "x"})

        assert not Entry.objects.exists()

    def test_loses_its_second_factors_and_that_is_kept(self, colleague):
        add_app(colleague)

        forget_factors(colleague)

        assert not Authenticator.objects.exists()
        actions = [action for action, *_rest in list_actions()]
        assert actions == [Action.FACTORS_RESET, Action.ENDED_SESSIONS]


class TestAnAccount:
    def test_is_made_changed_and_deleted(self, colleague):
        colleague.is_superuser = False
        colleague.save()
        colleague.first_name = "Fatima"
        colleague.save()
        colleague.delete()

        assert list(Entry.objects.order_by("pk").values_list("action", "note")) == [
            (Action.ACCOUNT_MADE, "is_superuser"),
            (Action.ACCOUNT_CHANGED, "is_superuser"),
            (Action.ACCOUNT_DELETED, ""),
        ]

    def test_gets_and_loses_roles_from_both_sides(self, colleague):
        editors = Group.objects.get(staff_role__code="editors")
        colleague.groups.add(editors)
        editors.user_set.remove(colleague)
        colleague.groups.set([editors])
        colleague.groups.clear()

        actions = [action for action, *_rest in list_actions()]
        assert actions == [Action.ROLES_GIVEN, Action.ROLES_TAKEN] * 2
        assert list_notes(Action.ROLES_TAKEN) == ["Redactie", "Redactie"]

    def test_is_shut_among_several(self, admin, editor, colleague):
        address = f"/admin/bulk/accounts/user/set_active_state/?id={colleague.pk}"

        admin.post(f"{address}&id={editor.pk}&next=/admin/", {"mark_as_active": "False"})

        entry = Entry.objects.get(action=Action.ACCOUNT_CHANGED)
        assert (entry.user, entry.keys, entry.note) == (editor, [colleague.pk], "is_active")

    def test_says_who_did_it(self, admin, editor, colleague):
        admin.post(f"/admin/users/{colleague.pk}/sign-out/")

        assert Entry.objects.get(action=Action.ENDED_SESSIONS).user == editor


class TestScreensWithPeople:
    def test_keep_who_saw_which(self, admin, editor, home):
        message = MessageFactory()

        admin.get("/admin/messages/")
        admin.get(f"/admin/messages/inspect/{message.pk}/")
        admin.get("/admin/messages/?export=csv").getvalue()
        admin.post(f"/admin/messages/delete/{message.pk}/")

        kept = Entry.objects.filter(model="contact.message").order_by("pk")
        assert [(entry.action, entry.user, entry.keys) for entry in kept] == [
            (action, editor, [message.pk])
            for action in [Action.LISTED, Action.OPENED, Action.EXPORTED, Action.ERASED]
        ]
        assert not kept.filter(note__contains=message.name).exists()


class TestSettings:
    def test_keep_who_changed_them(self, admin, editor, home):
        group = Group.objects.get(staff_role__code="writers")

        admin.post(f"/admin/groups/delete/{group.pk}/")

        entry = Entry.objects.get(action=Action.RIGHTS_CHANGED)
        assert (entry.user, entry.note) == (editor, "Meeschrijver")


class TestTheDatabase:
    """Whoever comes past the code, comes here."""

    @pytest.fixture
    def entry(self, db):
        return log(Action.SETTINGS_CHANGED)

    @pytest.mark.parametrize("change", [{"note": "anders"}, {"user_id": 1}])
    def test_changes_no_entry(self, entry, change):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Entry.objects.update(**change)

    def test_deletes_no_entry(self, entry):
        with pytest.raises(ProgrammingError), transaction.atomic():
            entry.delete()

    def test_keeps_an_entry_of_a_deleted_account(self, home):
        user = User.objects.create_user("weg@example.org")
        log(Action.OPENED, user=user)

        user.delete()

        assert Entry.objects.filter(action=Action.OPENED).count() == 1

    def test_lets_the_worker_delete_what_was_kept_long_enough(self, settings, entry, monkeypatch):
        settings.AUDIT_DAYS = 30
        later = timezone.now() + timedelta(days=31)
        Entry.objects.create(action=Action.OPENED, at=later)
        monkeypatch.setattr(timezone, "now", lambda: later)

        assert delete_outdated_entries() == 1

        assert Entry.objects.get().action == Action.OPENED
        with pytest.raises(ProgrammingError), transaction.atomic():
            Entry.objects.all().delete()


class TestTheScreen:
    ADDRESS = "/admin/reports/who-did-what/"

    def test_shows_who_did_what(self, admin, editor, colleague):
        log(Action.ROLES_GIVEN, [colleague], user=editor, note="Redactie")

        log(Action.SIGNED_IN, user=editor, note="password, totp")
        text = admin.get(self.ADDRESS).content.decode()

        ways = "wachtwoord, code van een app"
        for words in ["gaf rollen", "Redactie", colleague.get_full_name(), ways]:
            assert words in text

    def test_still_shows_the_number_of_an_account_that_is_gone(self, admin):
        user = User.objects.create_user("weg@example.org")
        number = user.pk
        log(Action.SETTINGS_CHANGED, user=user)

        user.delete()

        assertContains(admin.get(self.ADDRESS), f"gebruiker {number} (verwijderd)")

    def test_filters_by_person_kind_and_day(self, admin, editor, colleague):
        log(Action.OPENED, [colleague], user=editor, note="eerste")
        log(Action.SETTINGS_CHANGED, user=colleague, note="tweede")

        def see(query):
            text = admin.get(f"{self.ADDRESS}?{query}").content.decode()
            return [word for word in ["eerste", "tweede"] if word in text]

        assert see(f"person={colleague.pk}") == ["eerste", "tweede"]
        assert see("kind=data") == ["eerste"]
        assert see("at_from=2090-01-01") == []

    def test_asks_as_much_of_the_database_for_few_and_for_many(self, admin, editor, colleague):
        def count():
            with CaptureQueriesContext(connection) as queries:
                admin.get(self.ADDRESS)
            return len(queries)

        log(Action.OPENED, [colleague], user=editor)
        count()
        few = count()
        for _number in range(40):
            log(Action.OPENED, [UserFactory()], user=UserFactory())

        assert count() == few

    def test_is_for_who_manages_the_site(self, home):
        client, user = Client(), User.objects.create_user("iemand@example.org")
        user.groups.add(Group.objects.get(staff_role__code="editors"))
        client.force_login(user)
        assert client.get(self.ADDRESS).status_code == 302

        user.groups.add(Group.objects.get(staff_role__code="managers"))

        assert client.get(self.ADDRESS).status_code == 200

"""What is kept of signing in, and of what happens to accounts (`audit`), by whichever way."""

from allauth.mfa import signals as factors
from django.contrib.auth import signals
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from accounts.models import User
from audit.log import log
from audit.models import Action

__all__ = ["listen"]

# What of an account makes somebody else of it.
WEIGHTY = {"email", "is_superuser", "is_active", "password"}


def listen():
    """Have Django and django-allauth tell what happens."""
    for signal, receiver in [
        (signals.user_logged_in, note_login),
        (signals.user_logged_out, note_logout),
        (signals.user_login_failed, note_refusal),
        (factors.authentication_failed, note_refused_factor),
        (factors.authenticator_added, note_factor_added),
        (factors.authenticator_removed, note_factor_removed),
    ]:
        signal.connect(receiver, dispatch_uid=f"accounts.{receiver.__name__}")
    for signal, receiver in [
        (pre_save, note_change),
        (post_save, note_new_account),
        (post_delete, note_deleted_account),
    ]:
        signal.connect(receiver, sender=User, dispatch_uid=f"accounts.{receiver.__name__}")
    m2m_changed.connect(note_roles, sender=User.groups.through, dispatch_uid="accounts.note_roles")


def note_login(sender, request, user, **kwargs):
    methods = request.session.get("account_authentication_methods", []) if request else []
    ways = [record.get("type") or record["method"] for record in methods]
    log(Action.SIGNED_IN, [user], user=user, note=", ".join(dict.fromkeys(ways)))


def note_logout(sender, request, user, **kwargs):
    if user is not None:
        log(Action.SIGNED_OUT, [user], user=user)


def note_refusal(sender, credentials, **kwargs):
    """Keep that an account was tried; an address that nobody signs in with is not kept."""
    address = credentials.get("username", "")
    if user := User.objects.filter(email__iexact=address).first():
        log(Action.REFUSED, [user], note="password")


def note_refused_factor(sender, user, authenticator, **kwargs):
    log(Action.REFUSED, [user], note=authenticator.type)


def note_factor_added(sender, user, authenticator, **kwargs):
    log(Action.FACTOR_ADDED, [user], user=user, note=authenticator.type)


def note_factor_removed(sender, user, authenticator, **kwargs):
    log(Action.FACTOR_REMOVED, [user], user=user, note=authenticator.type)


def note_change(sender, instance, update_fields=None, **kwargs):
    """Keep which of WEIGHTY are about to change; the time of a login is none of them."""
    names = WEIGHTY if update_fields is None else WEIGHTY & set(update_fields)
    before = names and sender.objects.filter(pk=instance.pk).values(*names).first()
    if not before:
        return
    if changed := sorted(name for name in names if before[name] != getattr(instance, name)):
        log(Action.ACCOUNT_CHANGED, [instance], note=", ".join(changed))


def note_new_account(sender, instance, created, **kwargs):
    if created:
        note = "is_superuser" if instance.is_superuser else ""
        log(Action.ACCOUNT_MADE, [instance], note=note)


def note_deleted_account(sender, instance, **kwargs):
    log(Action.ACCOUNT_DELETED, [instance])


def note_roles(sender, instance, action, reverse, pk_set, **kwargs):
    """Keep which roles somebody got, or lost; from the side of the group, who did."""
    if action not in CHANGES_OF_ROLES:
        return
    if reverse:
        people, names = User.objects.filter(pk__in=pk_set or []), instance.name
        people = instance.user_set.all() if action == "pre_clear" else people
    else:
        groups = instance.groups.all() if pk_set is None else list_groups(pk_set)
        people, names = [instance], ", ".join(group.name for group in groups)
    if people and names:
        log(CHANGES_OF_ROLES[action], people, note=names)


def list_groups(keys):
    return User.groups.rel.model.objects.filter(pk__in=keys).order_by("name")


# A receiver is told of all rows that go away only before that.
CHANGES_OF_ROLES = {
    "post_add": Action.ROLES_GIVEN,
    "post_remove": Action.ROLES_TAKEN,
    "pre_clear": Action.ROLES_TAKEN,
}

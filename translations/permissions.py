"""Who may translate what: rights on the pages of a language are rights to translate into it."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import policy_registry

from accounts.giving import get_group
from accounts.roles import TRANSLATORS
from languages.querysets import BasePageQuerySet
from translations.models import Progress
from translations.states import State
from translations.targets import (
    get_nearest_translation,
    get_target,
    list_snippet_models,
    list_target_locales,
)

__all__ = [
    "check_may_publish",
    "check_may_translate",
    "list_open_locales",
    "list_shown",
    "make_translators",
    "may_publish",
    "may_see_board",
    "may_start",
    "may_translate",
    "may_translate_into",
]


def may_translate(user, translation):
    """Return whether somebody may change a Translation that was started, and so read its source."""
    if not may_read_source(user, translation):
        return False
    target = get_target(translation)
    if isinstance(target, Page):
        return target.permissions_for_user(user).can_edit()
    return may_translate_into(user, translation.target_locale)


def may_read_source(user, translation):
    """Return whether somebody may read the page that a Translation is made of; a snippet is public.

    A page that became private or was taken off the site is for those who may edit it.
    """
    if not issubclass(translation.source.specific_content_type.model_class(), Page):
        return True
    source = translation.source
    pages = BasePageQuerySet(Page).filter(translation_key=source.object_id, locale=source.locale_id)
    return any(may_read(user, page) for page in pages)


def may_publish(user, translation):
    """Return whether somebody may publish a Translation that was started."""
    target = get_target(translation)
    if isinstance(target, Page):
        return target.permissions_for_user(user).can_publish()
    homes = Page.objects.filter(depth=2, locale=translation.target_locale)
    is_theirs = any(home.permissions_for_user(user).can_publish() for home in homes)
    return is_theirs or user.is_superuser


def may_start(user, instance, locale):
    """Return whether somebody may start to translate a page or snippet into a Locale.

    Only what every visitor can read may be sent to a translator, so that no draft leaks; a copy
    of a draft or a private page can be made by those who may edit that page too.
    """
    if not isinstance(instance, Page):
        return may_translate_into(user, locale)
    if not may_read(user, instance):
        return False
    above = get_nearest_translation(instance, locale)
    if above is None:
        return Page.get_first_root_node().permissions_for_user(user).can_add_subpage()
    return above.permissions_for_user(user).can_edit()


def may_read(user, page):
    """Return whether somebody may read a page: every visitor can, or they may edit it."""
    is_published = BasePageQuerySet(Page).published().filter(pk=page.pk).exists()
    return is_published or page.permissions_for_user(user).can_edit()


def list_open_locales(user, instance):
    """Return the Locales that somebody may start to translate into, and nobody has, as a list."""
    done = instance.get_translations(inclusive=True)
    if isinstance(instance, Page):
        done = done.filter(alias_of=None)
    translated = set(done.values_list("locale", flat=True))
    return [
        each
        for each in list_target_locales()
        if each.pk not in translated and may_start(user, instance, each)
    ]


def may_translate_into(user, locale):
    """Return whether somebody may edit the home page of a Locale, and so its snippets."""
    homes = Page.objects.filter(depth=2, locale=locale)
    return any(home.permissions_for_user(user).can_edit() for home in homes) or user.is_superuser


def may_see_board(user):
    """Return whether somebody may see how far translations are: who edits or publishes pages."""
    policy = policy_registry.get_by_type(Page)
    return policy.user_has_any_permission(user, ["change", "publish"])


def list_shown(user, locale):
    """Return the Progress in a Locale that somebody may see, as a queryset.

    Of a page, who may read it in the source language: nobody else knows titles of drafts and
    private pages. Where Dutch is gone the row has the title of the translation, and is for who may
    edit one of both. Snippets are for all.
    """
    rows, policy = Progress.objects.filter(locale=locale), policy_registry.get_by_type(Page)
    if policy.reaches_all(user, {"change"}):
        # To look up each page costs the more, the more there are.
        return rows
    kinds = ContentType.objects.get_for_models(*list_snippet_models()).values()
    pages = BasePageQuerySet(Page)
    readable = pages.readable_by(user).filter(pk=OuterRef("source_pk"))
    editable = policy.instances_user_has_permission_for(user, "change").filter(
        Q(pk=OuterRef("source_pk")) | Q(pk=OuterRef("target_pk"))
    )
    is_gone = Q(urgency=State.GONE.urgency)
    return rows.filter(Q(kind__in=kinds) | ~is_gone & Exists(readable) | is_gone & Exists(editable))


def check_may_translate(user, translation):
    """Raise PermissionDenied for anybody who may not change a Translation."""
    if not may_translate(user, translation):
        raise PermissionDenied


def check_may_publish(user, translation):
    """Raise PermissionDenied for anybody who may not publish a Translation."""
    if not may_publish(user, translation):
        raise PermissionDenied


def make_translators(home):
    """Give the translators of a language a group with the rights they need on its home page.

    They may edit and publish below `home`, and reach nothing else in the admin. Returns the Group,
    or None where an administrator deleted it before.
    """
    with override(settings.LANGUAGE_CODE):
        name = _("Translator %(language)s") % {"language": home.locale.get_display_name()}
    group = get_group(f"{TRANSLATORS}-{home.locale.language_code}", name)
    if group is None:
        return None
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ["change_page", "publish_page"]:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    return group

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_localize.models import Translation

from translations import offers
from translations.buttons import list_translation_buttons
from translations.panels import UrgentTranslationsPanel
from translations.urls import admin_patterns


# Ahead of wagtail-localize, whose own screens ours replace.
@hooks.register("register_admin_urls", order=-1)
def register_urls():
    return admin_patterns


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return MenuItem(
        _("Translations"),
        reverse("translations:board"),
        name="translations",
        icon_name="globe",
        order=150,
    )


@hooks.register("construct_reports_menu")
def leave_out_report(request, menu_items):
    """Take away the report of wagtail-localize, which the board replaces."""
    menu_items[:] = [
        item for item in menu_items if item.url != reverse("wagtail_localize:translations_report")
    ]


@hooks.register("construct_homepage_panels")
def add_panel(request, panels):
    panels.append(UrgentTranslationsPanel())


@hooks.register("register_page_header_buttons")
def add_translation_buttons(page, user, view_name, next_url=None):
    return list_translation_buttons(page, user)


# Ahead of wagtail-localize's own editor.
@hooks.register("before_edit_page", order=-1)
def edit_translated_page(request, page):
    return edit_translation(page)


@hooks.register("before_edit_snippet", order=-1)
def edit_translated_snippet(request, instance):
    return edit_translation(instance) if hasattr(instance, "translation_key") else None


def edit_translation(instance):
    """Return the way to the editor of translations, or None for what is no translation."""
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True
    ).first()
    return redirect("translations:edit", translation.pk) if translation else None


hooks.register("after_publish_page", offers.offer_to_catch_up)
hooks.register("after_unpublish_page", offers.offer_to_unpublish)
hooks.register("after_delete_page", offers.offer_to_delete)
hooks.register("after_move_page", offers.offer_to_move)

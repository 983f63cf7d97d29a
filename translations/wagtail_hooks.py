from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail_localize import wagtail_hooks as localize_hooks

from background.findings import HOOK
from pages.publishing import RULES
from translations import offers
from translations.dashboard import add_translations
from translations.findings import find_mended
from translations.permissions import may_see_board
from translations.rules import get_translation, list_untranslated
from translations.views.board import BoardView
from translations.views.editor import EditView
from translations.views.files import DownloadView, UploadView
from translations.views.presence import PresenceView
from translations.views.preview import BothView, PreviewView
from translations.views.publishing import MinorView, PublishView
from translations.views.start import StartView, lead_page_here, lead_snippet_here, lead_to_board
from translations.views.versions import VersionsView, VersionView

__all__ = ["TranslationViewSet"]


class BoardMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_board(request.user)


class TranslationViewSet(ViewSet):
    """The board of translations, the one way to start them, and the screens about one of them."""

    name = "translations"
    icon = "globe"
    menu_label = _("Translations")
    menu_name = "translations"
    menu_order = 150
    menu_item_class = BoardMenuItem
    add_to_admin_menu = True

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(header_icon=self.icon, **kwargs)

    def get_urlpatterns(self):
        view, board = self.construct_view, BoardView
        return [
            path("", view(board), name="board"),
            path("results/", view(board, results_only=True), name="board_results"),
            path("start/", view(StartView), name="start"),
            path("<int:pk>/", view(EditView), name="edit"),
            path("<int:pk>/presence/<int:session>/", view(PresenceView), name="presence"),
            path("<int:pk>/preview/", view(PreviewView), name="preview"),
            path("<int:pk>/both/", view(BothView), name="both"),
            path("<int:pk>/versions/", view(VersionsView), name="versions"),
            path("<int:pk>/versions/<int:revision>/", view(VersionView), name="version"),
            path("<int:pk>/publish/", view(PublishView), name="publish"),
            path("<int:pk>/minor/", view(MinorView), name="minor"),
            path("<int:pk>/file/upload/", view(UploadView), name="upload"),
            path("<int:pk>/file/<slug:kind>/", view(DownloadView), name="download"),
        ]


@hooks.register("register_admin_viewset")
def register_translations():
    return TranslationViewSet()


# All that wagtail-localize would answer below /admin/localize/; its names keep working.
GUARDS = [
    path("submit/page/<int:page_id>/", lead_page_here),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<int:pk>/", lead_snippet_here),
    path("<path:rest>", lead_to_board),
]


# Ahead of wagtail-localize, whose own screens ours replace.
@hooks.register("register_admin_urls", order=-1)
def register_guards():
    return [path("localize/", include(GUARDS))]


@hooks.register("construct_reports_menu")
def leave_out_report(request, menu_items):
    """Take away the report of wagtail-localize, which the board replaces."""
    menu_items[:] = [
        item for item in menu_items if item.url != reverse("wagtail_localize:translations_report")
    ]


def leave_out_of_lists(hook_name, function):
    """Take back what wagtail-localize registered; Wagtail's hooks have no way of their own to.

    Its buttons at each row of a list ask the database four times a row, and offer what is better
    done elsewhere: to start a translation, which the board does, and to synchronise, which
    publishing does by itself. To change the list of buttons afterwards is too late for that.
    """
    registered = hooks._hooks[hook_name]
    registered[:] = [each for each in registered if each[0] is not function]


leave_out_of_lists("register_page_listing_more_buttons", localize_hooks.page_listing_more_buttons)
leave_out_of_lists(
    "register_snippet_listing_buttons", localize_hooks.register_snippet_listing_buttons
)


@hooks.register("register_page_header_buttons")
def add_translation_buttons(page, user, view_name, next_url=None):
    return offers.list_translation_buttons(page, user)


# Ahead of wagtail-localize's own editor.
@hooks.register("before_edit_page", order=-1)
def edit_translated_page(request, page):
    translation = get_translation(page)
    if translation is None:
        return None
    # Wagtail's own way back to an earlier version would put its facts back too.
    if request.resolver_match.url_name == "revisions_revert":
        revision = request.resolver_match.kwargs["revision_id"]
        return redirect("translations:version", translation.pk, revision)
    return redirect("translations:edit", translation.pk)


@hooks.register("before_edit_snippet", order=-1)
def edit_translated_snippet(request, instance):
    translation = get_translation(instance) if hasattr(instance, "translation_key") else None
    return redirect("translations:edit", translation.pk) if translation else None


hooks.register(RULES, list_untranslated)
hooks.register(HOOK, find_mended)
hooks.register("construct_dashboard", add_translations)

from django.http import Http404
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from languages.pages import get_language_of
from languages.rich_text_features import VisitorPageLinkHandler, register_languages

__all__ = ["refuse_another_language", "register_language_features", "register_page_links"]


@hooks.register("before_serve_page")
def refuse_another_language(page, request, args, kwargs):
    """Raise Http404 for a page in another language than its address says.

    Wagtail serves the source pages under the address of a language without a home page of its own,
    and copies of them, as aliases, where a language is kept in step with another.
    """
    is_copy = page.alias_of_id and page.alias_of.locale_id != page.locale_id
    if is_copy or get_language_of(page) not in {None, get_language()}:
        raise Http404


@hooks.register("register_rich_text_features")
def register_language_features(features):
    register_languages(features)


# After Wagtail's own, which it takes the place of.
@hooks.register("register_rich_text_features", order=10)
def register_page_links(features):
    features.register_link_type(VisitorPageLinkHandler)


@hooks.register("construct_settings_menu")
def leave_out_locales(request, menu_items):
    """Take the list of languages away from who may not open it: Wagtail asks for sites' rights."""
    policy = policy_registry.get_by_type(Locale)
    if not policy.user_has_any_permission(request.user, {"add", "change", "delete"}):
        menu_items[:] = [item for item in menu_items if item.name != "locales"]

from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from pages import dashboard
from pages.editor_buttons import (
    change_end_alone,
    stay_with_plan,
    take_out_of_menu,
    withdraw,
)
from pages.mentions import find_email, find_telephone
from pages.models import ContactSettings
from pages.publishing import REFUSED, RULES
from pages.refusals import (
    PublishReadyBulkAction,
    RefusalFormatter,
    ask_before_publishing,
)
from pages.rights import refuse_who_may_not_move
from pages.rules import list_equal_headings, list_passed_expiry, list_reserved_address
from pages.unfinished import list_unfinished
from pages.visible import get_visible_pages

__all__ = [
    "leave_out_what_is_not_public",
    "register_refusal",
    "register_withdrawal",
    "remember_contact_details",
    "tell_where_old_contact_details_stand",
]

hooks.register(RULES, list_reserved_address)
hooks.register(RULES, list_equal_headings)
hooks.register(RULES, list_passed_expiry)
hooks.register(RULES, list_unfinished)

hooks.register("construct_page_action_menu", take_out_of_menu)
# Ahead of the gate for publishing: what is on the site only gets another end.
hooks.register("before_publish_page", change_end_alone, order=-1)
for fill in [
    dashboard.add_to_approve,
    dashboard.add_refused,
    dashboard.add_locked,
    dashboard.add_planned,
    dashboard.add_drafts,
]:
    hooks.register("construct_dashboard", fill)

hooks.register("before_publish_page", ask_before_publishing)
hooks.register("after_publish_page", stay_with_plan)
hooks.register("before_move_page", refuse_who_may_not_move)
# After Wagtail's own of the same name, which it takes the place of.
hooks.register("register_bulk_action", PublishReadyBulkAction, order=1)


@hooks.register("register_admin_urls")
def register_withdrawal():
    return [path("pages/<int:page_id>/plan/withdraw/", withdraw, name="withdraw_plan")]


@hooks.register("register_log_actions")
def register_refusal(actions):
    actions.register_action(REFUSED)(RefusalFormatter)


@hooks.register("before_edit_setting")
def remember_contact_details(request, setting):
    if isinstance(setting, ContactSettings):
        request.old_contact_details = (setting.telephone, setting.email)


@hooks.register("after_edit_setting")
def tell_where_old_contact_details_stand(request, setting):
    """Tell who changed the telephone number or email address where the old one is still read."""
    if isinstance(setting, ContactSettings):
        telephone, email = request.old_contact_details
        if telephone and telephone != setting.telephone:
            tell(request, telephone, find_telephone(telephone))
        if email and email != setting.email:
            tell(request, email, find_email(email))


def tell(request, old, places):
    """Show a message with a link to each of the places; none when there are no places."""
    if not places:
        return
    finder = AdminURLFinder(request.user)
    links = [(finder.get_edit_url(place), str(place)) for place in places]
    text = _("%(old)s still stands here, and does not change by itself: %(places)s.") % {
        "old": old,
        "places": ", ".join(name for _url, name in links),
    }
    messages.warning(request, text, [messages.button(url, name) for url, name in links if url])


@hooks.register("construct_page_chooser_queryset")
def leave_out_what_is_not_public(pages, request):
    return get_visible_pages(request.user, pages)

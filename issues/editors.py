"""What stands otherwise in the editor of an issue, and in that of its translation."""

from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.admin import messages

from issues.models import IssuePage
from issues.sending import has_begun, take_back
from issues.steps import list_steps

__all__ = ["leave_out_publishing", "show_steps", "take_back_with_page"]

# The buttons, by the names that Wagtail has for them.
PUBLISHING = {"action-publish", "action-submit"}


def leave_out_publishing(menu_items, request, context):
    """Take the button to publish away from an issue that is not being sent yet.

    It comes onto the site with its mails; what is changed after that is published as with any page.
    Who may publish needs no approval either: for them there is the button to save.
    """
    names = {each.name for each in menu_items}
    if "action-publish" in names and is_waiting(request, context):
        menu_items[:] = [each for each in menu_items if each.name not in PUBLISHING]


def is_waiting(request, context):
    """Return whether the form is that of an issue of which no mail has left."""
    if "page" in context:
        return isinstance(context["page"], IssuePage) and not has_begun(context["page"])
    # The form of a page that is not there yet, which has its type in its address.
    return request.resolver_match.kwargs.get("content_type_model_name") == "issuepage"


def take_back_with_page(request, page):
    """Not send an issue whose page was kept from coming onto the site: its mails lead there."""
    issue = page.specific
    if isinstance(issue, IssuePage) and take_back(issue, request.user):
        messages.success(request, _("It is not sent."))


def show_steps(source):
    """Return the steps of an issue as HTML, or "" where something else is translated.

    `source` is a TranslationSource; that of a page has the key that its translations share.
    """
    # The content type is kept by Django, so that other pages cost nothing.
    if source.specific_content_type_id != ContentType.objects.get_for_model(IssuePage).pk:
        return ""
    issue = IssuePage.objects.filter(
        translation_key=source.object_id, locale=source.locale_id
    ).first()
    if issue is None:
        return ""
    return render_to_string(
        "issues/admin/includes/steps.html", {"steps": list_steps(issue, "gaps")}
    )

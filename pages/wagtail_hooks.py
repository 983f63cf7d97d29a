from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from pages.mentions import find_email, find_telephone
from pages.models import ContactSettings

__all__ = ["remember_contact_details", "tell_where_old_contact_details_stand"]


@hooks.register("before_edit_setting")
def remember_contact_details(request, setting):
    if isinstance(setting, ContactSettings):
        request.old_contact_details = (setting.telephone, setting.email)


@hooks.register("after_edit_setting")
def tell_where_old_contact_details_stand(request, setting):
    """Tell who changed the telephone number or e-mail address where the old one is still read."""
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

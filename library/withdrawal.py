"""What happens when somebody no longer agrees to be seen: visitors see their image no more at once.

Consent can be withdrawn at any time (AVG, article 7(3)). The image stays where it was chosen, and a
gap stands there until another is chosen or the answer is changed; staff hear where that is.
"""

from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.images.views.images import EditView
from wagtail.models import ReferenceIndex

from library.answers import PeopleShown
from library.crops import list_uses

__all__ = ["WithdrawalEditView", "find_places", "warn_where_shown"]

# Of more a message would be a wall; the list "where it is used" has all of them.
MOST_LINKS = 8


class WithdrawalEditView(EditView):
    """Wagtail's form for an image, with how it is cut, and the button of who agrees no more.

    It says where visitors miss the image now.
    """

    template_name = "library/admin/picture.html"

    def post(self, request, *args, **kwargs):
        """Save what is in the form, but the withdrawal first: that waits for no other answer."""
        if "withdraw" in request.POST:
            image = self.get_object()
            image.people_shown = PeopleShown.UNKNOWN
            image.save()
            warn_where_shown(request, [image])
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "withdraw" in self.request.POST:
            kwargs["data"] = kwargs["data"].copy()
            kwargs["data"]["people_shown"] = PeopleShown.UNKNOWN
        return kwargs

    def get_context_data(self, **kwargs):
        return super().get_context_data(uses=list_uses(), **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        if "people_shown" in form.changed_data:
            warn_where_shown(self.request, [self.object])
        return response


def warn_where_shown(request, images):
    """Tell with links where images that are withheld stand on the site, if they stand anywhere."""
    places = {}
    for image in images:
        if image.is_withheld:
            places |= {(place._meta.label, place.pk): place for place in find_places(image)}
    if not places:
        return
    finder = AdminURLFinder(request.user)
    shown = list(places.values())[:MOST_LINKS]
    links = [(finder.get_edit_url(place), str(place)) for place in shown]
    text = ngettext(
        "Visitors no longer see this picture. It was in %(count)d place: %(places)s."
        " Choose another picture there.",
        "Visitors no longer see this picture. It was in %(count)d places: %(places)s."
        " Choose another picture there.",
        len(places),
    ) % {"count": len(places), "places": ", ".join(name for _url, name in links)}
    messages.warning(request, text, [messages.button(url, name) for url, name in links if url])


def find_places(image):
    """Return what shows an image to visitors, in every language: live pages, and snippets."""
    places = [place for place, _how in ReferenceIndex.get_grouped_references_to(image)]
    return [place for place in places if getattr(place, "live", True)]

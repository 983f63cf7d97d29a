"""Bringing in many pictures: the questions come first, and one button stores all of them.

The browser sends one picture at a time, with its answers, to the address of the screen itself: so
nothing is in the library half, and one that is refused keeps no other out.
"""

from django.forms import Select
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.forms import get_image_form
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views.multiple import AddView

from library.models import Image, ImageKind, PeopleShown
from library.selections import NAME

__all__ = ["UploadView"]

OF_ALL = ["people_shown", "consent_record", "credit", "kind", "collection"]
OF_EACH = ["title", "description", "only_decorates"]
EXCEPTIONS = ["people_shown", "consent_record", "credit"]
# Before the names of the answers about one picture; those about all of them have no prefix.
ONE = "one"
REFUSED = 422


class UploadView(AddView):
    """Shows the questions, and takes one picture with all of its answers; answers in JSON."""

    template_name = "library/admin/upload.html"
    edit_url_name = "wagtailimages:edit"

    def post(self, request):
        form = self.get_upload_form_class()(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=REFUSED)
        image = self.save_object(form)
        return JsonResponse(
            {"url": reverse(self.edit_url_name, args=[image.pk]), "note": self.get_note(image)}
        )

    def get_upload_form_class(self):
        return get_image_form(Image, ["file", *OF_EACH, *OF_ALL])

    def get_note(self, image):
        """Return what to say about a picture that is in the library twice now; otherwise ""."""
        duplicate = find_image_duplicates(image, self.request.user, self.permission_policy).first()
        if duplicate is None:
            return ""
        return _("The same picture was there already: “%(title)s”.") % {"title": duplicate.title}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        logos = self.request.GET.get(NAME) == "logos"
        initial = {"kind": ImageKind.LOGO if logos else ImageKind.PHOTO}
        for_all = get_image_form(Image, OF_ALL)(user=self.request.user, initial=initial)
        for_one = get_image_form(Image, [*OF_EACH, *EXCEPTIONS])(
            user=self.request.user, prefix=ONE, auto_id="id_%s-__number__"
        )
        people_shown = for_one.fields["people_shown"]
        people_shown.required = False
        people_shown.widget = Select(choices=[("", _("As for all pictures")), *PeopleShown.choices])
        return {
            **context,
            # Wagtail leaves the collection out where there is but one.
            "of_all": [for_all[name] for name in OF_ALL if name in for_all.fields],
            "of_each": [for_one[name] for name in OF_EACH],
            "exceptions": [for_one[name] for name in EXCEPTIONS],
        }

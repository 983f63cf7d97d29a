"""The screen of a page with its short addresses, and each of them as a QR code."""

from django import forms
from django.core.validators import validate_slug
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from pages.page_screens import CAN_PUBLISH, OfPageMixin, PageScreen
from short_addresses.addresses import find_reasons_against, get_short_addresses

__all__ = ["QRCodeView", "ShortAddressView"]


class ShortAddressForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("New short address"),
        max_length=40,
        help_text=gettext_lazy("Letters, figures and hyphens, as short as can be: “zorgdag”."),
    )

    def clean_name(self):
        """Return the name in small letters: capitals make no difference to who types it."""
        name = self.cleaned_data["name"].strip("/").lower()
        validate_slug(name)
        if reasons := find_reasons_against(name):
            raise forms.ValidationError(reasons)
        return name


class ShortAddressView(PageScreen):
    needed = CAN_PUBLISH
    template_name = "short_addresses/admin/short_addresses.html"
    page_title = gettext_lazy("QR code and short address")
    header_icon = "link"

    def get_context_data(self, **kwargs):
        finder = AdminURLFinder(self.request.user)
        addresses = [
            {
                "pk": each.pk,
                "url": get_printed_address(self.request, each),
                "change_url": finder.get_edit_url(each),
            }
            for each in get_short_addresses(self.page)
        ]
        form = kwargs.pop("form", None) or ShortAddressForm()
        return super().get_context_data(addresses=addresses, form=form, **kwargs)

    def post(self, request, page_id):
        form, page = ShortAddressForm(request.POST), self.page
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        Redirect.add_redirect(form.cleaned_data["name"], page, is_permanent=False)
        messages.success(request, _("The short address works now."))
        return redirect(request.path)


class QRCodeView(OfPageMixin, View):
    """Gives a short address as a QR code: an SVG, which a printer can make as large as needed."""

    needed = CAN_PUBLISH

    def get(self, request, page_id, redirect_id):
        import segno

        address = get_object_or_404(get_short_addresses(self.page), pk=redirect_id)
        # A quarter of it may be damaged: it hangs on posters.
        code = segno.make(get_printed_address(request, address), error="q", micro=False)
        response = HttpResponse(content_type="image/svg+xml")
        code.save(response, kind="svg", border=4, light="white", omitsize=True)
        if "download" in request.GET:
            name = f"qr-{address.old_path.strip('/')}.svg"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def get_printed_address(request, address):
    """Return the whole address of a Redirect, as it is printed."""
    site = address.site or Site.find_for_request(request)
    return f"{site.root_url}{address.old_path}"

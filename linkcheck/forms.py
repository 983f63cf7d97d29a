from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from linkcheck.models import LONGEST
from linkcheck.own import find_page
from linkcheck.reading import get_goal, list_own_hosts
from linkcheck.walking import Kind

__all__ = ["ReplaceForm"]


class ReplaceForm(forms.Form):
    """Asks for the address that comes in the place of another one."""

    new = forms.CharField(
        label=_("New address"),
        max_length=LONGEST,
        help_text=_("Open the right page and copy its address. It may be a page of our own site."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def __init__(self, *args, address, **kwargs):
        """`address` is the Address that another one takes the place of."""
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_new(self):
        """Return the address; refuse what no link can lead to, or what leads nowhere here."""
        new = self.cleaned_data["new"]
        # As people copy it, and say it.
        if new.startswith("www."):
            new = f"https://{new}"
        goal = get_goal(Kind.ADDRESS, new, list_own_hosts())
        if goal.startswith("/"):
            if find_page(urlsplit(goal).path) is None:
                raise ValidationError(_("There is no page of our site at this address."))
        else:
            message = _("This is not the address of a page. It begins with https:// or www.")
            URLValidator(schemes=["http", "https"], message=message)(new)
        if goal == self.address.url:
            raise ValidationError(_("This is the same address."))
        return new

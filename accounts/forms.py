from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import auth

__all__ = ["LoginForm"]


class LoginForm(auth.LoginForm):
    """Wagtail's login form, with a label that Wagtail's Dutch catalogue lacks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")

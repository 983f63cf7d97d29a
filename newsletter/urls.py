"""The addresses of the newsletter that are no pages, in the language of the visitor.

They stand below the address that the newsletter's page has in the demonstration; those with a
token are only in mails.
"""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from newsletter import views

app_name = "newsletter"
urlpatterns = [
    path(_("sign-up/"), views.sign_up, name="sign_up"),
    path(_("sent/"), views.sent, name="sent"),
    path(_("confirm/<str:token>/"), views.confirm, name="confirm"),
    path(_("again/<str:token>/"), views.ask_again, name="ask_again"),
    path(_("move/<str:token>/"), views.move, name="move"),
    path(_("stop/<str:token>/"), views.stop, name="stop"),
    path(_("resume/<str:token>/"), views.resume, name="resume"),
    path(_("preferences-by-mail/<str:token>/"), views.mail_preferences, name="mail_preferences"),
    path(_("preferences/<str:token>/"), views.preferences, name="preferences"),
    path(_("preferences/<str:token>/address/"), views.change_address, name="change_address"),
    path(_("preferences/<str:token>/data/"), views.download, name="download"),
    path(_("preferences/<str:token>/forget/"), views.forget, name="forget"),
]

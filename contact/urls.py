"""Addresses in the language of the visitor; part of the patterns that have one."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from contact import views

app_name = "contact"

urlpatterns = [
    path(_("contact/message/"), views.send, name="send"),
    path(_("contact/message/sent/"), views.show_sent, name="sent"),
]

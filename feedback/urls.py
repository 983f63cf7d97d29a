"""Addresses in the language of the visitor; part of the patterns that have one."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from feedback import views

app_name = "feedback"

urlpatterns = [
    path("<int:page_id>/", views.answer, name="answer"),
    path(_("<int:page_id>/remark/"), views.write, name="remark"),
    path(_("<int:page_id>/sent/"), views.show_sent, name="sent"),
]

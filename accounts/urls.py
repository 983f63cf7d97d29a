"""The doors to the admin, in the place of Wagtail's of the same addresses."""

from django.urls import path

from accounts.views import LoginView, PasswordResetView

urlpatterns = [
    path("login/", LoginView.as_view()),
    path("password_reset/", PasswordResetView.as_view()),
]

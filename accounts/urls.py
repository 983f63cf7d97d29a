"""The doors to the admin, in the place of Wagtail's of the same addresses."""

from django.urls import path

from accounts.views import InvitationView, LoginView, PasswordResetView

urlpatterns = [
    path("login/", LoginView.as_view()),
    path("invitation/<uidb64>/<token>/", InvitationView.as_view(), name="accounts_invitation"),
    path("password_reset/", PasswordResetView.as_view()),
]

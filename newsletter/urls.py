"""The addresses of the newsletter that are no pages; those with a token are only in mails."""

from django.urls import path

from newsletter import views

app_name = "newsletter"
urlpatterns = [
    path("", views.sign_up, name="sign_up"),
    path("sent/", views.sent, name="sent"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("again/<str:token>/", views.ask_again, name="ask_again"),
    path("move/<str:token>/", views.move, name="move"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("resume/<str:token>/", views.resume, name="resume"),
    path("preferences/<str:token>/", views.preferences, name="preferences"),
    path("preferences/<str:token>/address/", views.change_address, name="change_address"),
    path("preferences/<str:token>/data/", views.download, name="download"),
    path("preferences/<str:token>/forget/", views.forget, name="forget"),
]

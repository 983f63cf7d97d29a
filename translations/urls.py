"""The screens for translating, below /admin/translations/, and what guards wagtail-localize's."""

from django.urls import include, path

from translations import views

__all__ = ["admin_patterns", "urlpatterns"]

app_name = "translations"
urlpatterns = [
    path("", views.BoardView.as_view(), name="board"),
    path("start/<slug:language>/", views.StartView.as_view(), name="start"),
    path("<int:pk>/", views.EditView.as_view(), name="edit"),
    path("<int:pk>/publish/", views.PublishView.as_view(), name="publish"),
    path("<int:pk>/minor/", views.MinorView.as_view(), name="minor"),
    path("<int:pk>/file/", views.DownloadView.as_view(), name="download"),
    path("<int:pk>/file/upload/", views.UploadView.as_view(), name="upload"),
]

# All that wagtail-localize would answer below /admin/localize/; its names keep working.
guards = [
    path("submit/page/<int:page_id>/", views.start_page),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<int:pk>/", views.start_snippet),
    path("<path:rest>", views.leave_to_board),
]

admin_patterns = [
    path("translations/", include("translations.urls")),
    path("localize/", include(guards)),
]

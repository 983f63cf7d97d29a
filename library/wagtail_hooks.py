from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from library.bulk_actions import (
    AnswerForAllBulkAction,
    SelectionAddTagsBulkAction,
    SelectionAddToCollectionBulkAction,
)
from library.choosing import pictures_chooser
from library.consent import list_unready_images
from library.crops import CropsView
from library.dashboard import add_photos_button
from library.listing import PictureIndexView
from library.models import Document, Image
from library.private import PrivateCollectionsPolicy
from library.reports import DocumentsToTranslateView, ImagesToTranslateView, ToTranslateMenuItem
from library.uploads import UploadView
from library.views import DocumentIndexView
from library.withdrawal import WithdrawalEditView

# The gate for publishing, of an app that may not be imported here (`pages.publishing`).
hooks.register("list_reasons_against_publishing", list_unready_images)
hooks.register("register_bulk_action", AnswerForAllBulkAction)
for action in [SelectionAddTagsBulkAction, SelectionAddToCollectionBulkAction]:
    # After Wagtail's own of the same name, which it takes the place of.
    hooks.register("register_bulk_action", action, order=1)
hooks.register("construct_dashboard", add_photos_button)


@hooks.register("register_admin_urls")
def register_image_screens():
    """At Wagtail's own addresses of them, which come later."""
    return [
        path("images/", PictureIndexView.as_view()),
        path("images/results/", PictureIndexView.as_view(results_only=True)),
        path("images/<int:image_id>/", WithdrawalEditView.as_view()),
        path("images/<int:image_id>/crops/", CropsView.as_view(), name="library_crops"),
        path("images/multiple/add/", UploadView.as_view()),
        path("images/chooser/", pictures_chooser.choose_view),
        path("images/chooser/results/", pictures_chooser.choose_results_view),
        path("images/chooser/create/", pictures_chooser.create_view),
    ]


@hooks.register("insert_global_admin_css")
def insert_styles():
    """On every screen, as pictures are chosen in a dialog on any of them."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/library.css"))


@hooks.register("register_admin_urls")
def register_document_list():
    """At Wagtail's own addresses of it, which come later."""
    return [
        path("documents/", DocumentIndexView.as_view()),
        path("documents/results/", DocumentIndexView.as_view(results_only=True)),
    ]


# In the place of Wagtail's own, which it registers when it starts.
for model, rights_of in [(Image, "wagtailimages.Image"), (Document, "wagtaildocs.Document")]:
    policy = PrivateCollectionsPolicy(
        model, auth_model=rights_of, owner_field_name="uploaded_by_user"
    )
    register_permission_policy(model, policy)


@hooks.register("register_admin_urls")
def register_report_urls():
    addresses = [
        ("reports/pictures-to-translate/", ImagesToTranslateView),
        ("reports/documents-to-translate/", DocumentsToTranslateView),
    ]
    return [
        route
        for address, view in addresses
        for route in [
            path(address, view.as_view(), name=view.index_url_name),
            path(
                f"{address}results/",
                view.as_view(results_only=True),
                name=view.index_results_url_name,
            ),
        ]
    ]


@hooks.register("register_reports_menu_item")
def register_images_to_translate():
    address = reverse(ImagesToTranslateView.index_url_name)
    return ToTranslateMenuItem(ImagesToTranslateView, url=address, order=100)


@hooks.register("register_reports_menu_item")
def register_documents_to_translate():
    address = reverse(DocumentsToTranslateView.index_url_name)
    return ToTranslateMenuItem(DocumentsToTranslateView, url=address, order=110)

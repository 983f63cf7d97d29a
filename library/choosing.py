"""How editors choose a picture: among photos, or among logos, and by bringing a new one along."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.views.chooser import (
    ImageChooseResultsView,
    ImageChooserViewSet,
    ImageChooseView,
    ImageUploadView,
)

from library.models import Image, ImageKind
from library.selections import NAME, SELECTIONS, select

__all__ = ["pictures_chooser"]


class SelectionForm(forms.Form):
    """A field for Wagtail's form above what is offered; mixed into that form."""

    show = forms.ChoiceField(
        label=_("Show"),
        choices=list(SELECTIONS.items()),
        required=False,
        # Wagtail's script looks anew when it changes.
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, images):
        return super().filter(select(images, self.cleaned_data.get(NAME)))


class SelectionMixin:
    """For Wagtail's views of the chooser: offers one selection of the pictures at a time."""

    def get_filter_form_class(self):
        return type("FilterForm", (SelectionForm, super().get_filter_form_class()), {})


class UploadMixin:
    """For the same views: asks first what a picture must have, and folds what can wait."""

    creation_form_template_name = "library/admin/chooser_upload.html"

    def get_creation_form_kwargs(self):
        kwargs = super().get_creation_form_kwargs()
        if self.request.GET.get(NAME) == "logos":
            kwargs["initial"] = {"kind": ImageKind.LOGO}
        return kwargs


class PicturesChooseView(SelectionMixin, UploadMixin, ImageChooseView):
    pass


class PicturesResultsView(SelectionMixin, UploadMixin, ImageChooseResultsView):
    pass


class PicturesUploadView(UploadMixin, ImageUploadView):
    pass


class PicturesChooserViewSet(ImageChooserViewSet):
    choose_view_class = PicturesChooseView
    choose_results_view_class = PicturesResultsView
    create_view_class = PicturesUploadView
    preserve_url_parameters = [*ImageChooserViewSet.preserve_url_parameters, NAME]


pictures_chooser = PicturesChooserViewSet(
    "wagtailimages_chooser", model=Image, url_prefix="images/chooser"
)

"""The list of pictures for staff: photos, logos, and those that nobody agreed to yet."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import set_query_params
from wagtail.images.views.images import ImagesFilterSet, IndexView

from library.selections import DEFAULT, NAME, SELECTIONS, select

__all__ = ["PictureIndexView"]


class PicturesFilterSet(ImagesFilterSet):
    """Wagtail's filters for the list of pictures, which is never of photos and logos in one."""

    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[(name, label) for name, label in SELECTIONS.items() if name != DEFAULT],
        empty_label=SELECTIONS[DEFAULT],
        widget=forms.RadioSelect,
        method="keep",
    )

    def keep(self, images, _name, _value):
        """Leave it to `filter_queryset`, as a filter without a value is never asked."""
        return images

    def filter_queryset(self, queryset):
        images = super().filter_queryset(queryset)
        return select(images, self.form.cleaned_data.get(NAME))


class PictureIndexView(IndexView):
    """Wagtail's list of pictures, one selection at a time, each behind a link of its own."""

    filterset_class = PicturesFilterSet
    results_template_name = "library/admin/pictures_results.html"

    def get_add_url(self):
        """Lead who looks at logos to bringing in logos."""
        return set_query_params(super().get_add_url(), {NAME: self.request.GET.get(NAME)})

    def get_context_data(self, **kwargs):
        shown = self.request.GET.get(NAME)
        shown = shown if shown in SELECTIONS else DEFAULT
        links = [
            {
                "url": self.index_url + ("" if name == DEFAULT else f"?{NAME}={name}"),
                "label": label,
                "is_shown": name == shown,
            }
            for name, label in SELECTIONS.items()
        ]
        return super().get_context_data(selections=links, **kwargs)

"""Reports of the pictures and documents in use whose texts are not there in every language."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn, UsageCountColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from languages.texts import get_other_languages
from library.models import Document, Image

__all__ = ["DocumentsToTranslateView", "ImagesToTranslateView", "ToTranslateMenuItem"]


class MissingTextsColumn(Column):
    """Names the texts that an item lacks in one language."""

    def __init__(self, language, name):
        super().__init__(
            f"missing_{language}", label=_("Missing in %(language)s") % {"language": name}
        )
        self.language = language

    def get_value(self, item):
        fields = [
            item._meta.get_field(name) for name in item.get_missing_translations(self.language)
        ]
        return ", ".join(str(field.verbose_name) for field in fields)


class ToTranslateView(ReportView):
    """What is used on the site and has a text that some language lacks, most used first."""

    permission_required = "change"
    default_ordering = "-usage_count"
    edit_url_name = ""

    @cached_property
    def columns(self):
        return [
            TitleColumn("title", label=_("Title"), url_name=self.edit_url_name, sort_key="title"),
            *(MissingTextsColumn(*language) for language in get_other_languages().items()),
            UsageCountColumn("usage_count", label=_("Times used"), sort_key="usage_count"),
        ]

    def get_base_queryset(self):
        items = self.permission_policy.instances_user_has_permission_for(
            self.request.user, self.permission_required
        )
        usage_count = ReferenceIndex.usage_count_subquery(self.model)
        return items.annotate(usage_count=usage_count).filter(
            is_untranslated(self.model), usage_count__gt=0
        )


class ImagesToTranslateView(ToTranslateView):
    model = Image
    page_title = _("Pictures to translate")
    header_icon = "image"
    no_results_message = _("The texts of all pictures in use are translated.")
    index_url_name = "library_images_to_translate"
    index_results_url_name = "library_images_to_translate_results"
    edit_url_name = "wagtailimages:edit"


class DocumentsToTranslateView(ToTranslateView):
    model = Document
    page_title = _("Documents to translate")
    header_icon = "doc-full-inverse"
    no_results_message = _("The texts of all documents in use are translated.")
    index_url_name = "library_documents_to_translate"
    index_results_url_name = "library_documents_to_translate_results"
    edit_url_name = "wagtaildocs:edit"


class ToTranslateMenuItem(MenuItem):
    """Leads who may change such items to a report of this module."""

    def __init__(self, view, **kwargs):
        super().__init__(view.page_title, icon_name=view.header_icon, **kwargs)
        self.view = view

    def is_shown(self, request):
        policy = policy_registry.get_by_type(self.view.model)
        return policy.user_has_permission(request.user, self.view.permission_required)


def is_untranslated(model):
    """Return a Q for the items that have a text in the source language and not in all others."""
    return reduce(
        or_,
        (
            ~Q(**{name: ""}) & Q(**{f"translations__{language}__{name}__isnull": True})
            for language in get_other_languages()
            for name in model.translated_texts
        ),
        Q(pk__in=[]),
    )

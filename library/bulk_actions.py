"""What is done to many images at once."""

from django.forms.models import modelform_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.images.views.bulk_actions import AddTagsBulkAction, AddToCollectionBulkAction
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from library.models import Image
from library.selections import NAME, select
from library.withdrawal import warn_where_shown

__all__ = [
    "AnswerForAllBulkAction",
    "OfSelectionMixin",
    "SelectionAddTagsBulkAction",
    "SelectionAddToCollectionBulkAction",
]

AnswersForm = modelform_factory(Image, fields=["people_shown", "consent_record", "credit"])


class OfSelectionMixin:
    """For each of Wagtail's bulk actions: "all" of a list are those of the selection it shows."""

    def get_all_objects_in_listing_query(self, parent_id):
        keys = list(super().get_all_objects_in_listing_query(parent_id))
        images = select(Image.objects.filter(pk__in=keys), self.request.GET.get(NAME))
        return images.values_list("pk", flat=True)


class SelectionAddTagsBulkAction(OfSelectionMixin, AddTagsBulkAction):
    pass


class SelectionAddToCollectionBulkAction(OfSelectionMixin, AddToCollectionBulkAction):
    pass


class AnswerForAllBulkAction(OfSelectionMixin, ImageBulkAction):
    """Gives all chosen images the same answers, as for the photos of one meeting."""

    display_name = _("Maker and consent")
    action_type = "answer_for_all"
    aria_label = _("Give the selected pictures the same maker and consent")
    template_name = "library/admin/answer_for_all.html"
    action_priority = 15
    form_class = AnswersForm

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["people_shown"].required = True
        return form

    def check_perm(self, image):
        return self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", image
        )

    def get_execution_context(self):
        return {"answers": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, images, answers=None, **kwargs):
        """Write the answers to each image; what was left empty stays as it is there."""
        for image in images:
            for name, answer in answers.items():
                setattr(image, name, answer or getattr(image, name))
            image.save()
        return len(images), 0

    def form_valid(self, form):
        # Looked for afterwards, those without consent would be none any more.
        keys = [image.pk for image in self.get_actionable_objects()[0]]
        response = super().form_valid(form)
        warn_where_shown(self.request, Image.objects.filter(pk__in=keys))
        return response

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)d picture has these answers now.",
            "%(count)d pictures have these answers now.",
            num_parent_objects,
        ) % {"count": num_parent_objects}

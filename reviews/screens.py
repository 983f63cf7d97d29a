"""The screen of a page on which a colleague says when to look at it again, and that it is right."""

from django import forms
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from pages.page_screens import PageScreen
from reviews.models import Review, get_months_of_type

__all__ = ["ReviewView"]

MONTHS = [3, 6, 12, 24]


class ReviewForm(forms.ModelForm):
    """Says when; without a day nobody is reminded."""

    due_on = forms.DateField(
        label=gettext_lazy("Look at it again on"), required=False, widget=AdminDateInput
    )
    months = forms.TypedChoiceField(
        label=gettext_lazy("And then again"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("only this once")),
            *((each, ngettext_lazy("after %d month", "after %d months") % each) for each in MONTHS),
        ],
    )

    class Meta:
        model = Review
        fields = ["due_on", "months"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Where the law asks for it the site would plan it anew at once, from a day long ago.
        is_always_planned = get_months_of_type(self.instance.page) is not None
        for name in self.fields:
            self.fields[name].required = is_always_planned

    def save(self):
        if not self.cleaned_data["due_on"]:
            Review.objects.filter(page=self.instance.page).delete()
            return
        if "due_on" in self.changed_data:
            self.instance.reminded_at = None
        super().save()


class ReviewView(PageScreen):
    template_name = "reviews/admin/review.html"
    page_title = gettext_lazy("Look at it again")
    header_icon = "date"

    @cached_property
    def review(self):
        """The Review of the page, or a new one that is not saved."""
        found = Review.objects.filter(page=self.page).first()
        return found or Review(page=self.page, months=get_months_of_type(self.page))

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or ReviewForm(instance=self.review)
        return super().get_context_data(review=self.review, form=form, **kwargs)

    def post(self, request, page_id):
        if "finish" in request.POST and self.review.pk:
            self.review.finish()
            messages.success(request, _("Noted: you looked at this page today."))
            return redirect(request.path)
        form = ReviewForm(request.POST, instance=self.review)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        messages.success(request, _("The day is kept."))
        return redirect(request.path)

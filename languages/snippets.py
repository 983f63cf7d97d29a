"""What staff keep in lists and choose from on other screens, in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry
from wagtail.snippets.views import chooser, snippets

from audit.histories import list_last

__all__ = ["StaffSnippetViewSet"]


class HistoryView(snippets.HistoryView):
    """The history of one thing, also where a request changed several."""

    def get_base_queryset(self):
        entries = registry.get_logs_for_instance(self.object)
        return self._annotate_queryset(list_last(entries))


class NamedLanguageMixin:
    """The filter by language has no name for people: Django makes one of the name in the code."""

    def get_filter_form(self):
        form = super().get_filter_form()
        if "locale" in form.fields:
            form.fields["locale"].label = _("Language")
        return form


class ChooseView(NamedLanguageMixin, chooser.ChooseView):
    pass


class ChooseResultsView(NamedLanguageMixin, chooser.ChooseResultsView):
    pass


class ChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView


class StaffSnippetViewSet(snippets.SnippetViewSet):
    """Wagtail's, for each model of ours that staff keep a list of."""

    history_view_class = HistoryView
    chooser_viewset_class = ChooserViewSet

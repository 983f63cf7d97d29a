"""The list and the form of the glossary in the admin."""

from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from glossary.models import Term

__all__ = ["TermViewSet"]


class NewTermView(CreateView):
    """A form in which the word stands already that the address names: `?name=Wmo`."""

    def get_initial(self):
        return {"name": self.request.GET.get("name", "")}


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "help"
    add_view_class = NewTermView
    list_display = ["name", "meaning"]

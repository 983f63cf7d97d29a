"""The screens for what staff add to search: synonyms, and pages that come first."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale, Site

from search.finder import find, get_findable_entries
from search.models import PinnedPage, Synonym
from search.query import make_query
from search.synonyms import trying
from search.vectors import WrittenQuery

__all__ = ["PinnedPageViewSet", "SynonymViewSet"]

# How many results a trial shows.
MOST_SHOWN = 10


class FilledCreateView(generic.CreateView):
    """A form that is filled in as far as the address says: `?locale=1&word=…`.

    It leads back to the list that somebody came from (`next`), also after a fault in the form.
    """

    def get_initial(self):
        return self.request.GET.dict()

    def get_add_url(self):
        back = get_valid_next_url_from_request(self.request)
        url = super().get_add_url()
        return f"{url}?{urlencode({'next': back})}" if back else url

    def get_success_url(self):
        return get_valid_next_url_from_request(self.request) or super().get_success_url()


class SynonymSaved:
    """Saves a synonym, and says so when it leads to words that are nowhere on the site."""

    template_name = "search/admin/synonym_form.html"

    def save_instance(self):
        synonym = super().save_instance()
        if not is_known(synonym.meaning, synonym.locale):
            text = gettext("“%(words)s” is nowhere on the site, so visitors find nothing by it.")
            messages.warning(self.request, text % {"words": synonym.meaning})
        return synonym


class SynonymCreateView(SynonymSaved, FilledCreateView):
    pass


class SynonymEditView(SynonymSaved, generic.EditView):
    pass


def is_known(text, locale):
    """Return whether visitors find anything by some words."""
    query = make_query(text, locale)
    entries = get_findable_entries(locale)
    return bool(query) and entries.filter(vector=WrittenQuery(query.all)).exists()


class TrialForm(forms.Form):
    """A synonym that is not saved, and may be there already."""

    locale = forms.ModelChoiceField(Locale.objects.all())
    word = forms.CharField(max_length=80)
    meaning = forms.CharField(max_length=80)
    both_ways = forms.BooleanField(required=False)


@require_POST
@permission_required("search.add_synonym", raise_exception=True)
def try_out(request):
    """Show what visitors would find with a synonym, before it is saved."""
    form = TrialForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a language and both words first."))
        return redirect("search_synonyms:add")
    synonym = Synonym(**form.cleaned_data)
    now = find(synonym.word, synonym.locale)
    with trying(synonym):
        then = find(synonym.word, synonym.locale)
        entries = list(then.rank(then.entries)[:MOST_SHOWN])
    before = set(
        now.entries.filter(pk__in=[entry.pk for entry in entries]).values_list("pk", flat=True)
    )
    return render(
        request,
        "search/admin/trial.html",
        {
            "synonym": synonym,
            "is_known": is_known(synonym.meaning, synonym.locale),
            "now": now.total,
            "then": then.total,
            "results": [(entry, entry.pk not in before) for entry in entries],
        },
    )


class WaysColumn(Column):
    """Which way a synonym works, in words."""

    def get_value(self, instance):
        return _("both ways") if instance.both_ways else _("one way")


class SynonymViewSet(ModelViewSet):
    model = Synonym
    icon = "resubmit"
    menu_label = _("Synonyms")
    list_display = ["word", "meaning", WaysColumn("both_ways", label=_("Works")), "locale"]
    list_filter = ["locale"]
    search_fields = ["word", "meaning"]
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    form_fields = ["locale", "word", "meaning", "both_ways"]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("try/", try_out, name="try")]


class ChooserInLanguage(AdminPageChooser):
    """Opens at the home page of a language, and not above those of all."""

    def __init__(self, home):
        super().__init__()
        self.home = home

    def get_js_init_options(self, id_, name, value_data):
        options = super().get_js_init_options(id_, name, value_data)
        return {"parentId": self.home.pk, **options}


class PinnedPageCreateView(FilledCreateView):
    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        home = Site.find_for_request(self.request).root_page
        locale = Locale.objects.filter(pk=form["locale"].value() or home.locale_id).first()
        form.fields["page"].widget = ChooserInLanguage(
            (locale and home.get_translation_or_none(locale)) or home
        )
        return form


class PinnedPageViewSet(ModelViewSet):
    model = PinnedPage
    icon = "thumbtack"
    menu_label = _("Pinned pages")
    list_display = ["question", "page", "locale"]
    list_filter = ["locale"]
    search_fields = ["question"]
    add_view_class = PinnedPageCreateView
    form_fields = ["locale", "question", "in_longer_questions", "page"]

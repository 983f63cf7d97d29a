"""The search page, and what a browser asks it in passing."""

from dataclasses import asdict, dataclass

from django.db.models import F
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Site

from pages.serving import know_site
from search import statistics
from search.choices import make_contents
from search.finder import count_some, find
from search.forms import SearchForm, clean_question
from search.guidance import explain, find_near_themes
from search.people import find_people
from search.results import ResultPaginator, make_results
from search.suggestions import suggest
from site_version.keeping import keep

__all__ = ["complete", "describe", "search", "suggestions"]

RESULTS_PER_PAGE = 10


@dataclass(frozen=True)
class OtherLanguage:
    """What the same question finds in another language: how much, where, and the best of it.

    `results` are as make_results() gives them; they are made in the language that is active then.
    """

    code: str
    name: str
    total: int
    url: str
    results: list


@require_safe
def search(request):
    """Answer a question; without one, or with an odd one, say how to ask."""
    know_site(request)
    locale = get_locale()
    text = clean_question(request.GET.get("q", ""))
    found = find(text, locale, as_typed="typed" in request.GET)
    contents = make_contents(found, locale)
    themes, teams = contents.themes, contents.teams
    form = SearchForm(request.GET, contents, found.is_counted)
    total = count(form, found)

    paginator = ResultPaginator(order(form, found), RESULTS_PER_PAGE, total)
    items = paginator.get_page(request.GET.get("page"))
    is_whole = form.get_chosen().keys() == {"q"} and items.number == 1
    response = render(
        request,
        "search/search.html",
        {
            "question": form.get_value("q"),
            "found": found,
            "filter_form": form,
            "total": total,
            "items": items,
            "results": make_results(list(items), found, request, themes, teams),
            "rest": make_results(found.rest, found, request, themes, teams) if is_whole else [],
            "elsewhere": show_elsewhere(request, found) if is_whole else [],
            "explained": explain(found.query.text, locale) if is_whole else [],
            "people": find_people(found.query, locale) if is_whole else [],
            "near_themes": find_near_themes(text, locale) if is_vain(found) else [],
        },
    )
    # After it: what is written has the version of the site read again.
    if is_whole and is_meant(request):
        statistics.record(form.get_value("q"), locale, found.typed_total)
    return response


@keep(size=10)
def get_locale():
    """Return the Locale of the language of now."""
    return Locale.get_active()


def count(form, found):
    """Return how many results the filters leave, up to one more than MOST_COUNTED."""
    if found.is_counted:
        return form.count()
    if not form.get_filters():
        return found.total
    return count_some(form.filter(found.entries))


def order(form, found):
    """Return the queryset of entries that the filters leave, in the order that was asked for."""
    entries = form.filter(found.entries)
    if form.get_value("sort") == "date":
        return entries.order_by(F("date").desc(nulls_last=True), "-pk")
    return found.rank(entries)


def is_vain(found):
    """Return whether a question has words and nothing to show for them, here or elsewhere."""
    return bool(found.query) and not (found.total or found.rest or found.elsewhere)


def is_meant(request):
    """Return whether somebody looks at the answer, and no browser fetches it ahead."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


def show_elsewhere(request, found):
    """Return what is found in other languages, as a list of OtherLanguage."""
    others = []
    for each in found.elsewhere:
        code = each.locale.language_code
        name = translation.get_language_info(code)["name_translated"]
        with translation.override(code):
            url = f"{reverse('search')}?{urlencode({'q': found.typed})}"
            results = make_results(each.entries, each.found, request, [], [])
        others.append(OtherLanguage(code, name, each.found.total, url, results))
    return others


def list_suggestions(request):
    """Return the Suggested for what somebody is typing, in the language of the address."""
    return suggest(clean_question(request.GET.get("q", "")), get_locale(), request)


@require_safe
def suggestions(request):
    """Return, as JSON, what the search field suggests."""
    return JsonResponse({"options": [asdict(each) for each in list_suggestions(request)]})


@require_safe
def complete(request):
    """Return what a browser suggests in its address bar (OpenSearch Suggestions 1.0)."""
    texts = [each.text for each in list_suggestions(request)]
    content_type = "application/x-suggestions+json"
    return JsonResponse([request.GET.get("q", ""), texts], safe=False, content_type=content_type)


@require_safe
def describe(request):
    """Tell a browser how to search here from its address bar (OpenSearch 1.1)."""
    site = Site.find_for_request(request)
    return render(
        request,
        "search/description.xml",
        {
            "site": site,
            "language": translation.get_language(),
            "description": translation.gettext("Search %(name)s") % {"name": site.site_name},
        },
        content_type="application/opensearchdescription+xml",
    )

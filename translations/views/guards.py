"""What answers at wagtail-localize's own addresses, which ask for fewer rights than they should.

Its view to send a page to be translated copies drafts that one may not read, and its view to
update a translation publishes without the right to publish (docs/decisions/0006-translation.md).
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from translations.board import list_target_locales
from translations.permissions import may_start
from translations.publishing import start_translation

__all__ = ["leave_to_board", "start_page", "start_snippet"]


def start_page(request, page_id):
    """Ask into which language to translate a page, and start it on POST."""
    return start(request, get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id))


def start_snippet(request, app_label, model_name, pk):
    """Ask into which language to translate a snippet, and start it on POST."""
    models = {(each._meta.app_label, each._meta.model_name): each for each in get_snippet_models()}
    model = models.get((app_label, model_name))
    if model is None or not hasattr(model, "translation_key"):
        raise Http404
    return start(request, get_object_or_404(model, pk=pk))


def start(request, instance):
    locales = list_open_locales(request.user, instance)
    if not locales:
        return leave_to_board(request)
    if request.method == "POST":
        chosen = request.POST.get("language")
        locale = next((each for each in locales if each.language_code == chosen), locales[0])
        translation = start_translation(instance, locale, request.user)
        return redirect("translations:edit", translation.pk)
    return render(request, "translations/start.html", {"instance": instance, "locales": locales})


def list_open_locales(user, instance):
    """Return the Locales that somebody may start to translate a page or snippet into."""
    done = instance.get_translations(inclusive=True)
    if isinstance(instance, Page):
        done = done.filter(alias_of=None)
    translated = set(done.values_list("locale", flat=True))
    return [
        each
        for each in list_target_locales()
        if each.pk not in translated and may_start(user, instance, each)
    ]


def leave_to_board(request, **kwargs):
    """Lead to the board, which shows and does the same with the rights that belong to it."""
    return redirect("translations:board")

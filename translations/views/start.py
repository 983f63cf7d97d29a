"""The one way to start translations, from the board, a page, or a button of wagtail-localize."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from translations.permissions import list_open_locales, may_start
from translations.progress import get_key, get_source
from translations.publishing import start_translation
from translations.starting import MOST_STARTED, start_some
from translations.states import State
from translations.targets import list_snippet_models, list_target_locales
from translations.views.board import BoardView

__all__ = ["StartView", "lead_page_here", "lead_snippet_here", "lead_to_board"]


class StartView(WagtailAdminTemplateMixin, TemplateView):
    """Starts the translations of what is chosen, and asks for the language where it is not said.

    What is chosen are keys, as `rows` in the query string or in a form.
    """

    template_name = "translations/start.html"
    page_title = gettext_lazy("Start translation")

    def get(self, request, **kwargs):
        """Ask into which language to translate the one that is chosen."""
        instance = get_source(request.GET.get("rows", ""))
        locales = list_open_locales(request.user, instance) if instance else []
        if not locales:
            return lead_to_board(request)
        self.page_subtitle = str(instance)
        context = self.get_context_data(key=get_key(instance), locales=locales)
        return self.render_to_response(context)

    def post(self, request):
        """Start the only one and go to it; start more in the background, which the board shows."""
        locale = get_locale_or_404(request.POST.get("language"))
        chosen = [each for key in self.list_keys(locale) if (each := get_source(key))]
        if len(chosen) == 1 and may_start(request.user, chosen[0], locale):
            translation = start_translation(chosen[0], locale, request.user)
            return redirect("translations:edit", translation.pk)
        if len(chosen) > 1:
            self.start_many(chosen, locale)
        else:
            self.tell_of_nothing()
        board = reverse("translations:board", query={"language": locale.language_code})
        return HttpResponseRedirect(board)

    def list_keys(self, locale):
        """Return the keys that are chosen: those that were ticked, or all that the board shows."""
        if "all" not in self.request.POST:
            return self.request.POST.getlist("rows")
        board = BoardView()
        board.setup(self.request)
        board.locale = locale
        missing = board.get_queryset().filter(urgency=State.MISSING.urgency)
        return [row.key for row in missing[:MOST_STARTED]]

    def start_many(self, chosen, locale):
        keys = [get_key(each) for each in chosen]
        start_some.enqueue(keys, locale.language_code, self.request.user.pk)
        messages.success(
            self.request,
            ngettext(
                "%(number)d translation is being started. Visitors do not see it.",
                "%(number)d translations are being started. Visitors do not see them.",
                len(keys),
            )
            % {"number": len(keys)},
        )

    def tell_of_nothing(self):
        if self.request.POST.getlist("rows"):
            messages.error(
                self.request,
                _("Nothing was started: it is gone, or you may not translate it."),
            )
        else:
            messages.warning(self.request, _("Choose at least one page."))


def get_locale_or_404(language):
    """Return the Locale with this code, where it is one to translate into."""
    locales = {each.language_code: each for each in list_target_locales()}
    if language not in locales:
        raise Http404
    return locales[language]


# What answers at wagtail-localize's own addresses, which ask for fewer rights than they should. Its
# view to send a page to be translated copies drafts that one may not read, and its view to update a
# translation publishes without the right to publish (docs/decisions/0006-translation.md).


def lead_page_here(request, page_id):
    """Lead to the screen that starts the translation of a page."""
    return lead_here(get_object_or_404(Page, pk=page_id))


def lead_snippet_here(request, app_label, model_name, pk):
    """Lead to the screen that starts the translation of a snippet."""
    models = {each._meta.label_lower: each for each in list_snippet_models()}
    model = models.get(f"{app_label}.{model_name}")
    if model is None:
        raise Http404
    return lead_here(get_object_or_404(model, pk=pk))


def lead_here(instance):
    return HttpResponseRedirect(reverse("translations:start", query={"rows": get_key(instance)}))


def lead_to_board(request, **kwargs):
    """Lead to the board, which shows and does the same with the rights that belong to it."""
    return redirect("translations:board")

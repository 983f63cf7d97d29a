from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale

from translations.board import find_rows, get_instance, get_page_of_rows
from translations.forms import BoardForm
from translations.permissions import may_start, may_translate_into
from translations.publishing import start_translation

__all__ = ["BoardView", "StartView"]


class BoardView(WagtailAdminTemplateMixin, TemplateView):
    """Every page and snippet in each language, how far it is, and the next step."""

    template_name = "translations/board.html"
    page_title = gettext_lazy("Translations")
    header_icon = "globe"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = BoardForm(self.request.GET)
        locale = form.get_locale()
        context["form"] = form
        context["locale"] = locale
        if locale:
            rows = find_rows(self.request.user, locale, **form.get_filters())
            context["page"] = get_page_of_rows(rows, locale, self.request.GET.get("page"))
            context["may_start"] = may_translate_into(self.request.user, locale)
        return context


class StartView(View):
    """Starts the translations that were chosen on the board."""

    http_method_names = ["post"]

    def post(self, request, language):
        """Start each that this user may start; go to the only one, or back to the board."""
        locale = get_object_or_404(Locale, language_code=language)
        chosen = [get_instance(key) for key in request.POST.getlist("rows")]
        allowed = [each for each in chosen if each and may_start(request.user, each, locale)]
        started = [start_translation(each, locale, request.user) for each in allowed]
        if len(chosen) > len(started):
            messages.error(
                request,
                _("Not everything was started: something is gone, or you may not translate it."),
            )
        if len(started) == 1:
            return redirect("translations:edit", started[0].pk)
        if started:
            messages.success(
                request,
                ngettext(
                    "%(number)d translation was started. Visitors do not see it yet.",
                    "%(number)d translations were started. Visitors do not see them yet.",
                    len(started),
                )
                % {"number": len(started)},
            )
        elif not chosen:
            messages.warning(request, _("Choose at least one page."))
        return redirect(f"{reverse('translations:board')}?language={language}")

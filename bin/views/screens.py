"""The bin as staff see it: what is in it, who put it there, and what they can do with it."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from bin.emptying import throw_away
from bin.forms import SlugsForm
from bin.models import Deletion
from bin.restoring import NoPlaceError, find_places, restore_pages
from bin.things import restore_thing
from pages.planning import say_moment
from submissions.screens import LimitedModelViewSet, ListView

__all__ = ["VIEW", "BinViewSet"]

VIEW = "bin.view_deletion"
RESTORE = "bin.change_deletion"
THROW_AWAY = "bin.delete_deletion"


def describe_kind(deletion):
    """Return what something is: "News item", "Picture"."""
    model = deletion.kind.model_class()
    return capfirst(str(model._meta.verbose_name)) if model else deletion.kind.name


def describe_person(deletion):
    """Return the name of who deleted something, or the address of who has none."""
    user = deletion.user
    return (user.get_full_name() or user.email) if user else _("Somebody who is gone")


def describe_company(deletion):
    """Return what went with something, in words."""
    words = []
    below = deletion.page_count - 1 - len(deletion.languages) if deletion.page_count else 0
    if below > 0:
        text = ngettext("%(number)d page below it", "%(number)d pages below it", below)
        words.append(text % {"number": below})
    words += [str(get_language_info(code)["name_translated"]) for code in deletion.languages]
    return ", ".join(words) or "–"


def describe_time_left(deletion):
    days = deletion.days_left
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


class ActionsColumn(Column):
    """The two ways out of the bin, for who may take them."""

    cell_template_name = "bin/admin/actions.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        request = context["request"] = parent_context["request"]
        return {
            **context,
            "csrf_token": get_token(request),
            "may_restore": request.user.has_perm(RESTORE),
            "may_throw_away": request.user.has_perm(THROW_AWAY),
        }


class BinIndexView(ListView):
    """What is in the bin, the latest first."""

    template_name = "bin/admin/index.html"
    days = settings.BIN_DAYS
    page_title = gettext_lazy("Bin")

    def get_base_queryset(self):
        found = Deletion.objects.select_related("kind", "user")
        return found.defer("rows", "cut").annotate(page_count=Count("pages"))


class DeletionView(WagtailAdminTemplateMixin, TemplateView):
    """A question about one thing in the bin."""

    header_icon = "bin"

    @cached_property
    def deletion(self):
        return get_object_or_404(Deletion, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.deletion)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("bin:index"), "label": _("Bin")},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(deletion=self.deletion, **kwargs)


@method_decorator(permission_required(RESTORE, raise_exception=True), name="dispatch")
class RestoreView(DeletionView):
    """Puts something back; asks only where the slug of a page is taken meanwhile."""

    template_name = "bin/admin/restore.html"
    page_title = gettext_lazy("Put back")

    def get_context_data(self, form=None, problem="", **kwargs):
        try:
            places = find_places(self.deletion)
        except NoPlaceError as error:
            places, problem = [], str(error)
        form = form or SlugsForm(places=places)
        return super().get_context_data(places=places, form=form, problem=problem, **kwargs)

    def post(self, request, pk):
        try:
            if not self.deletion.rows:
                return self.restore_pages()
            thing = restore_thing(self.deletion)
        except NoPlaceError as error:
            return self.render_to_response(self.get_context_data(problem=str(error)))
        except ValidationError as error:
            problem = " ".join(error.messages)
            return self.render_to_response(self.get_context_data(problem=problem))
        self.tell(thing, _("“%(title)s” is back."))
        return redirect("bin:index")

    def restore_pages(self):
        places = find_places(self.deletion)
        form = SlugsForm(self.request.POST, places=places)
        if form.fields.keys() - self.request.POST.keys():
            # It came from the list, where nothing is asked.
            return self.render_to_response(self.get_context_data())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        restored = restore_pages(self.deletion, self.request.user, form.get_slugs())
        for page, place in zip(restored.pages, places, strict=True):
            self.tell_where(page, place)
        for page, reasons in restored.drafts:
            text = _("“%(title)s” is a draft now: visitors do not see it. %(reasons)s")
            words = {"title": page.title, "reasons": " ".join(reasons)}
            messages.warning(self.request, text % words, buttons=self.list_buttons(page))
        for page, moment in restored.missed:
            text = _(
                "“%(title)s” was to appear on the site on %(moment)s, and that is over. Publish it"
                " yourself, or plan it again."
            )
            words = {"title": page.title, "moment": say_moment(moment)}
            messages.warning(self.request, text % words, buttons=self.list_buttons(page))
        return redirect("bin:index")

    def tell_where(self, page, place):
        text = _("“%(title)s” is back.")
        if not place.is_same:
            text = _("“%(title)s” is back, below “%(parent)s”: the page that it was below is gone.")
        self.tell(page, text, parent=place.parent.title)

    def tell(self, thing, text, **words):
        words["title"] = str(thing)
        messages.success(self.request, text % words, buttons=self.list_buttons(thing))

    def list_buttons(self, thing):
        url = AdminURLFinder(self.request.user).get_edit_url(thing)
        return [messages.button(url, _("View"))] if url else []


@method_decorator(permission_required(THROW_AWAY, raise_exception=True), name="dispatch")
class ThrowAwayView(DeletionView):
    """Asks whether something may be gone for ever, and lets it."""

    template_name = "bin/admin/throw_away.html"
    page_title = gettext_lazy("Delete for ever")

    def post(self, request, pk):
        throw_away(self.deletion)
        messages.success(request, _("“%(title)s” is gone for ever.") % {"title": self.deletion})
        return redirect("bin:index")


class BinViewSet(LimitedModelViewSet):
    """What was deleted, for who may put it back."""

    model = Deletion
    icon = "bin"
    menu_label = gettext_lazy("Bin")
    menu_order = 160
    add_to_admin_menu = True
    screens = frozenset({"index", "index_results"})
    index_view_class = BinIndexView
    search_fields = ["title"]
    list_per_page = 50
    list_display = [
        Column("title", label=gettext_lazy("Title"), sort_key="title"),
        Column("kind", label=gettext_lazy("What"), accessor=describe_kind, sort_key="kind"),
        Column("user", label=gettext_lazy("Deleted by"), accessor=describe_person),
        DateColumn("at", label=gettext_lazy("When"), sort_key="at"),
        Column("company", label=gettext_lazy("With it"), accessor=describe_company),
        Column("days_left", label=gettext_lazy("Kept for"), accessor=describe_time_left),
        ActionsColumn("actions", label=gettext_lazy("What you can do")),
    ]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/restore/", never_cache(RestoreView.as_view()), name="restore"),
            path("<int:pk>/throw-away/", never_cache(ThrowAwayView.as_view()), name="throw_away"),
        ]

"""The screen about links that lead nowhere, and what staff can do about them."""

from dataclasses import dataclass
from datetime import timedelta

import django_filters
from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Prefetch
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page

from languages.pages import get_language_of
from languages.texts import get_content_languages
from linkcheck.everywhere import change_everywhere
from linkcheck.forms import ReplaceForm
from linkcheck.models import Address, Link
from linkcheck.words import describe
from submissions.screens import LimitedModelViewSet, ListView

__all__ = ["CHANGE", "LinkViewSet"]

CHANGE = "linkcheck.change_address"
ACCEPTED_FOR = timedelta(days=90)
PLACES_SHOWN = 5
LISTS = {
    "broken": Address.objects.broken,
    "better": Address.objects.better_elsewhere,
    "unverifiable": Address.objects.unverifiable,
    "accepted": Address.objects.accepted,
}

may_change = permission_required(CHANGE, raise_exception=True)


class AddressFilterSet(WagtailFilterSet):
    show = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        choices=[
            ("better", gettext_lazy("Works, but there is a better address")),
            ("unverifiable", gettext_lazy("Cannot be checked")),
            ("accepted", gettext_lazy("Said to be right")),
        ],
        empty_label=gettext_lazy("Leads nowhere"),
        widget=forms.RadioSelect,
        method="keep_all",
    )

    class Meta:
        model = Address
        fields = []

    def keep_all(self, queryset, name, value):
        """The list is asked for what is chosen before it filters."""
        return queryset


@dataclass(frozen=True)
class ShownPlace:
    """A place that a link stands in: its words, the page or entry, and where that is edited."""

    words: str
    title: str
    url: str | None


class LinkColumn(Column):
    """A column with a template of its own, about an Address."""

    def __init__(self, name, label, **kwargs):
        super().__init__(name, label=label, **kwargs)
        self.cell_template_name = f"linkcheck/admin/includes/{name}.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        may_change = request.user.has_perm(CHANGE)
        return {**context, "may_change": may_change, "csrf_token": get_token(request)}


class LinkIndexView(ListView):
    """Where links lead that somebody has to look at, with the places that they stand in."""

    template_name = "linkcheck/admin/index.html"
    page_title = gettext_lazy("Links")
    default_ordering = "-since"
    table_classname = "listing link-listing"

    def get_base_queryset(self):
        chosen = LISTS.get(self.request.GET.get("show"), Address.objects.broken)
        links = Link.objects.order_by("pk").prefetch_related("holder")[:PLACES_SHOWN]
        places = Prefetch("links", links, to_attr="first_links")
        return chosen().annotate(number=Count("links")).prefetch_related(places)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        titles = get_titles(context["object_list"])
        finder = AdminURLFinder(self.request.user)
        for address in context["object_list"]:
            address.sentence = describe(address, titles.get(address.page_key, ""))
            address.places = [show_place(link, finder) for link in address.first_links]
            address.unshown = address.number - len(address.places)
        return context


def get_titles(addresses):
    """Return the titles of the pages that Addresses lead to, by primary key, in a query."""
    keys = {each.page_key for each in addresses}
    return dict(Page.objects.filter(pk__in=keys).values_list("pk", "title"))


def show_place(link, finder):
    """Return the ShownPlace of a Link; only who may edit it gets the way there."""
    holder = link.holder
    title, url = str(holder), finder.get_edit_url(holder)
    if isinstance(holder, Page):
        language = get_content_languages().get(get_language_of(holder), "")
        title = f"{title} ({language})" if language else title
    return ShownPlace(link.words, title, url and f"{url}#:w:contentpath={link.path}")


class ReplaceView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for another address, and puts it in the place of one wherever that stands."""

    permission_required = CHANGE
    form_class = ReplaceForm
    template_name = "linkcheck/admin/replace.html"
    page_title = gettext_lazy("Replace a link")
    header_icon = "link"

    def user_has_permission(self, permission):
        return self.request.user.has_perm(permission)

    def get_address(self):
        return get_object_or_404(Address, pk=self.kwargs["pk"])

    def get_initial(self):
        return {"new": self.get_address().moved_to}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "address": self.get_address()}

    def get_breadcrumbs_items(self):
        index = {"url": reverse("links:index"), "label": _("Links")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        address = self.get_address()
        title = get_titles([address]).get(address.page_key, "")
        number = Link.objects.filter(address__url=address.url).count()
        return super().get_context_data(
            address=address, sentence=describe(address, title), number=number, **kwargs
        )

    def form_valid(self, form):
        goal = self.get_address().url
        tell(self.request, change_everywhere(goal, form.cleaned_data["new"], self.request.user))
        return redirect("links:index")


@require_POST
@may_change
def take_away(request, pk):
    """Take a link away wherever it stands; its words stay."""
    address = get_object_or_404(Address, pk=pk)
    tell(request, change_everywhere(address.url, "", request.user))
    return redirect("links:index")


def tell(request, done):
    """Say what came of a change (a Done), and why not where it did not."""
    if done.changed:
        text = ngettext(
            "The link is changed in %(number)d place, and visitors see that now.",
            "The link is changed in %(number)d places, and visitors see that now.",
            done.changed,
        )
        messages.success(request, text % {"number": done.changed})
    if done.is_going_on:
        messages.warning(request, _("The rest follows by itself. Look again in a few minutes."))
    finder = AdminURLFinder(request.user)
    for holder, reason in done.refused:
        url = finder.get_edit_url(holder)
        text = _("“%(title)s” is not changed. %(reason)s") % {"title": holder, "reason": reason}
        messages.error(request, text, buttons=[messages.button(url, _("Edit"))] if url else [])


@require_POST
@may_change
def accept(request, pk):
    """Leave a link out of the lists for a while, for who knows that it is right."""
    until = timezone.now() + ACCEPTED_FOR
    Address.objects.filter(pk=pk).update(accepted_until=until)
    messages.success(
        request,
        _("You hear nothing of this link for 90 days. You find it under “Said to be right”."),
        buttons=[messages.button(reverse("links:index") + "?show=accepted", _("View"))],
    )
    return redirect("links:index")


@require_POST
@may_change
def take_up(request, pk):
    """Put a link back into the lists."""
    Address.objects.filter(pk=pk).update(accepted_until=None)
    messages.success(request, _("The link stands in the list again, if it still leads nowhere."))
    return redirect("links:index")


class LinkViewSet(LimitedModelViewSet):
    model = Address
    icon = "link"
    menu_label = gettext_lazy("Links")
    menu_order = 147
    add_to_admin_menu = True
    screens = frozenset({"index", "index_results"})
    index_view_class = LinkIndexView
    filterset_class = AddressFilterSet
    search_fields = ["url"]
    list_per_page = 30
    list_display = [
        LinkColumn("address", gettext_lazy("Link")),
        LinkColumn("places", gettext_lazy("Where it stands")),
        LinkColumn("actions", gettext_lazy("What you can do")),
    ]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/replace/", ReplaceView.as_view(), name="replace"),
            path("<int:pk>/take-away/", take_away, name="take_away"),
            path("<int:pk>/accept/", accept, name="accept"),
            path("<int:pk>/take-up/", take_up, name="take_up"),
        ]

"""The part of the admin about search: what visitors ask, and what staff can do about it."""

import django_filters
from django.contrib.auth.context_processors import PermWrapper
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LocaleColumn, TitleColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.models import Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from bin.root import is_in_bin
from pages.addresses import find_free_slug, propose_slug
from pages.models import StandardPage
from search import statistics
from search.health import IndexHealthPanel, mend_index
from search.models import Question
from search.remedies import PinnedPageViewSet, SynonymViewSet
from search.templatetags.search_tags import how_many
from submissions.screens import LimitedModelViewSet, ListView

__all__ = ["CHANGE", "SearchGroup"]

CHANGE = "search.change_question"

may_change = permission_required(CHANGE, raise_exception=True)


class QuestionFilterSet(WagtailFilterSet):
    found = django_filters.ChoiceFilter(label=_("Results"), choices=[("0", _("Nothing found"))])
    is_ignored = django_filters.ChoiceFilter(
        label=_("Ignored"), choices=[("True", _("Only what is ignored"))]
    )

    class Meta:
        model = Question
        fields = ["found", "is_ignored", "locale"]


class ActionsColumn(Column):
    """The ways to help the next visitor who asks the same, as far as somebody may go them."""

    cell_template_name = "search/admin/actions.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        request, draft = context["request"], instance.draft
        return {
            **context,
            "csrf_token": get_token(request),
            "perms": PermWrapper(request.user),
            "draft": draft if draft and not is_in_bin(draft) else None,
            "may_add_pages": PagePermissionPolicy().user_has_permission(request.user, "add"),
            "back": request.get_full_path(),
        }


class QuestionIndexView(ListView):
    """What visitors asked in the last days, and how well search knows the site."""

    template_name = "search/admin/questions.html"
    page_title = _("Search on the site")

    def get_base_queryset(self):
        return statistics.get_questions(ignored=self.request.GET.get("is_ignored") == "True")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            days=statistics.RARE_DAYS, health=IndexHealthPanel(), **kwargs
        )


@require_POST
@may_change
def ignore(request, pk):
    """Leave a question out of the list from now on."""
    Question.objects.filter(pk=pk).update(is_ignored=True)
    ignored = f"{reverse('search_questions:index')}?is_ignored=True"
    messages.success(
        request,
        _("The question no longer stands in the list."),
        buttons=[messages.button(ignored, _("See what is ignored"))],
    )
    return redirect("search_questions:index")


@require_POST
@may_change
def take_back(request, pk):
    """Show a question in the list again that was ignored."""
    Question.objects.filter(pk=pk).update(is_ignored=False)
    messages.success(request, _("The question stands in the list again."))
    return redirect("search_questions:index")


@require_POST
@may_change
@transaction.atomic
def start_page(request, pk):
    """Make a draft with the words of a question as its title, and open it; once for two clicks."""
    question = get_object_or_404(Question.objects.select_for_update(), pk=pk)
    home = Site.find_for_request(request).root_page.get_translation_or_none(question.locale)
    if home is None:
        messages.error(request, _("There is no home page in this language to put a page below."))
        return redirect("search_questions:index")
    if not home.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    page = find_draft(home, question) or make_draft(home, question, request.user)
    Question.objects.filter(pk=pk).update(draft=page)
    messages.success(request, _("This is a draft: visitors do not see it until you publish it."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def find_draft(home, question):
    """Return the draft that was started for a question before, or None."""
    drafts = StandardPage.objects.child_of(home).not_live()
    return drafts.filter(draft_title=question.words.capitalize()).first()


def make_draft(home, question, user):
    """Return a new draft below `home`, titled with the words of a question."""
    page = StandardPage(
        title=question.words.capitalize(), live=False, locale=question.locale, owner=user
    )
    page.slug = find_free_slug(home, propose_slug(page))
    home.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page


@require_POST
@may_change
def rebuild(request):
    """Have the index rebuilt outside this request: that takes long on a large site."""
    mend_index.enqueue()
    messages.success(request, _("The index is being rebuilt. Load this page again in a minute."))
    return redirect("search_questions:index")


class QuestionViewSet(LimitedModelViewSet):
    """What visitors ask; what they did not find comes first."""

    model = Question
    icon = "search"
    menu_label = _("What visitors ask")
    screens = frozenset({"index", "index_results"})
    index_view_class = QuestionIndexView
    filterset_class = QuestionFilterSet
    search_fields = ["words"]
    list_per_page = 50
    list_display = [
        Column("words", label=_("What visitors typed"), sort_key="words"),
        LocaleColumn(label=_("Language")),
        Column("asked", label=_("Times"), sort_key="asked"),
        TitleColumn(
            "found",
            label=_("Results"),
            accessor=lambda question: how_many(question.found),
            get_url=Question.get_url,
            sort_key="found",
        ),
        ActionsColumn("actions", label=_("What you can do")),
    ]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("ignore/<int:pk>/", ignore, name="ignore"),
            path("take-back/<int:pk>/", take_back, name="take_back"),
            path("page/<int:pk>/", start_page, name="start_page"),
            path("rebuild/", rebuild, name="rebuild"),
        ]


class SearchGroup(ViewSetGroup):
    """What visitors ask and do not find, and what staff can do about it."""

    items = [
        QuestionViewSet("search_questions", url_prefix="search/questions"),
        SynonymViewSet("search_synonyms", url_prefix="search/synonyms"),
        PinnedPageViewSet("search_pinned", url_prefix="search/pinned"),
    ]
    menu_label = _("Search on the site")
    menu_icon = "search"
    menu_order = 145

"""The screen where staff see what visitors asked, and what they can do about it."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Site
from wagtail.permission_policies import ModelPermissionPolicy

from pages.models import StandardPage
from search import statistics
from search.health import IndexHealthPanel, mend_index
from search.models import Question

__all__ = ["CHANGE", "OverviewView", "ignore", "rebuild", "start_page"]

MOST_SHOWN = 50
CHANGE = "search.change_question"

may_change = permission_required(CHANGE, raise_exception=True)


class OverviewView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What was asked and not found, beside what was asked most."""

    permission_policy = ModelPermissionPolicy(Question)
    permission_required = "change"
    template_name = "search/admin/overview.html"
    page_title = gettext_lazy("Search on the site")
    header_icon = "search"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        questions = statistics.get_questions()
        return super().get_context_data(
            **kwargs,
            not_found=questions.filter(found=0)[:MOST_SHOWN],
            most_asked=questions[:MOST_SHOWN],
            days=statistics.RARE_DAYS,
            health=IndexHealthPanel(),
        )


@require_POST
@may_change
def ignore(request, pk):
    """Leave a question out of the lists from now on."""
    Question.objects.filter(pk=pk).update(is_ignored=True)
    messages.success(request, _("The question no longer stands in the list."))
    return redirect("search_admin:index")


@require_POST
@may_change
def start_page(request, pk):
    """Make a draft with the words of a question as its title, and open it."""
    question = get_object_or_404(Question, pk=pk)
    home = Site.find_for_request(request).root_page.get_translation_or_none(question.locale)
    if home is None:
        messages.error(request, _("There is no home page in this language to put a page below."))
        return redirect("search_admin:index")
    if not home.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    page = StandardPage(
        title=question.words.capitalize(), live=False, locale=question.locale, owner=request.user
    )
    home.add_child(instance=page)
    page.save_revision(user=request.user)
    messages.success(request, _("This is a draft: visitors do not see it until you publish it."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
@may_change
def rebuild(request):
    """Have the index written anew, outside this request: that takes long on a large site."""
    mend_index.enqueue()
    messages.success(request, _("The index is being rebuilt. Load this page again in a minute."))
    return redirect("search_admin:index")

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from issues.archive import get_newsletter, list_issues

__all__ = ["show_archive"]

ISSUES_PER_PAGE = 24


@require_safe
def show_archive(request):
    """Show all issues, page by page."""
    newsletter = get_newsletter()
    issues = Paginator(list_issues(newsletter), ISSUES_PER_PAGE)
    context = {"newsletter": newsletter, "items": issues.get_page(request.GET.get("page"))}
    return render(request, "issues/archive.html", context)

"""What the form of a publication asks about a DOI."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail.permissions import policy_registry

from publications.doi import read_doi
from publications.looking_up import start_looking_up

__all__ = ["look_up_doi"]


@require_POST
def look_up_doi(request):
    """Answer with what is known of the DOI in what was pasted; the form asks until it is known.

    `state` is one of DoiLookup.State, `words` says it to the editor, `facts` are values of fields.
    """
    pages = policy_registry.get_by_type(Page)
    if not pages.user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied
    doi = read_doi(request.POST.get("doi", ""))
    if not doi:
        words = _("There is no DOI in this field yet. It begins with 10, a point and a number.")
        return JsonResponse({"state": "unknown", "words": words, "facts": {}})
    lookup = start_looking_up(doi)
    return JsonResponse(
        {"state": lookup.state, "words": lookup.get_state_display(), "facts": lookup.facts}
    )

"""The issues that visitors can read, in the language of the address."""

from django.http import Http404

from issues.models import IssuePage
from newsletter.models import NewsletterPage

__all__ = ["get_newsletter", "list_issues"]


def get_newsletter():
    """Return the published NewsletterPage in the language of the address; raises Http404."""
    newsletter = NewsletterPage.objects.get_for_visitor()
    if newsletter is None:
        raise Http404("There is no page about the newsletter in this language.")
    return newsletter


def list_issues(newsletter):
    """Return the published issues below a NewsletterPage as a queryset, the newest first."""
    issues = IssuePage.objects.child_of(newsletter).published()
    return issues.newest_first().defer_streamfields()

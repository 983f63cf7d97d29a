"""What an issue says of itself to search engines."""

from pages.structured_data import organization_reference, without_empty

__all__ = ["describe"]


def describe(issue, newsletter, request):
    """Return an IssuePage below a NewsletterPage in the words of schema.org, as a dictionary."""
    published, changed = issue.first_published_at, issue.last_published_at
    return without_empty(
        {
            "@type": "PublicationIssue",
            "name": issue.title,
            "headline": issue.get_translated("subject") or issue.title,
            "description": issue.get_description(),
            "datePublished": published and published.isoformat(),
            "dateModified": changed and changed.isoformat(),
            "inLanguage": issue.locale.language_code,
            "url": issue.full_url,
            "isPartOf": {
                "@type": "Periodical",
                "name": newsletter.title,
                "url": newsletter.full_url,
            },
            "publisher": organization_reference(request),
        }
    )

import pytest
from wagtail.models import Page

from issues.models import IssuePage
from newsletter.models import NewsletterPage
from tests.factories import (
    IssuePageFactory,
    NewsIndexPageFactory,
    NewsletterPageFactory,
    NewsPageFactory,
    get_home,
)
from tests.translations.steps import translate


@pytest.fixture
def issue(home):
    """A Dutch issue that nobody saw yet, without items; `bilingual` may be beside it."""
    parent = NewsletterPage.objects.filter(locale=home.locale).first()
    return IssuePageFactory(
        parent=parent or NewsletterPageFactory(parent=home),
        title="Nieuwsbrief december",
        live=False,
        first_published_at=None,
    )


@pytest.fixture(scope="module")
def kept_issue(keep):
    """The key of an issue of three items; the first of them is in English too, and so is it."""
    with keep():
        home = get_home()
        newsletter, news = NewsletterPageFactory(parent=home), NewsIndexPageFactory(parent=home)
        pages = [
            NewsPageFactory(parent=news, title=title, summary=f"Over {title}.")
            for title in ["Keukentafel", "Buurthuis"]
        ]
        for page in [home, newsletter, news, pages[0]]:
            translate(page)
        issue = IssuePageFactory(
            parent=newsletter,
            live=False,
            first_published_at=None,
            items=[
                ("page", {"page": pages[0], "summary": "Kort."}),
                ("page", {"page": pages[1]}),
                ("text", {"title": "Tot slot", "text": "Goede dagen gewenst."}),
            ],
        )
        issue.save_revision()
        translate(issue, publish=False)
        yield issue.pk


@pytest.fixture
def bilingual(kept_issue, db):
    """An issue of three items in both languages, of which the second is in Dutch only."""
    return IssuePage.objects.get(pk=kept_issue)


@pytest.fixture
def buurthuis(bilingual):
    """The page of the item that is in Dutch only."""
    return Page.objects.get(title="Buurthuis")

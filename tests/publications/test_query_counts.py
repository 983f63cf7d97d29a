"""How many queries the publications cost: as many with a thousand as with a few."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from publications.models import PublicationPage
from tests.factories import (
    FileFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    written_once,
)
from tests.site.test_query_counts import count_queries


def add_many(index, team, theme, numbers):
    """Add a publication for each of `numbers`, in a handful of statements."""
    content_type = ContentType.objects.get_for_model(PublicationPage)
    pages = Page.objects.bulk_create(
        Page(
            path=PublicationPage._get_path(index.path, index.depth + 1, number + 1),
            depth=index.depth + 1,
            title=f"Verslag {number}",
            draft_title=f"Verslag {number}",
            slug=f"verslag-{number}",
            url_path=f"{index.url_path}verslag-{number}/",
            locale=index.locale,
            content_type=content_type,
        )
        for number in numbers
    )
    publications = [
        PublicationPage(
            page_ptr=page,
            year=2010 + number % 9,
            kind=["report", "article"][number % 2],
            authors="Werkteam 2",
            web_address="https://example.org/",
        )
        for number, page in zip(numbers, pages, strict=True)
    ]
    # Django's bulk_create() takes no model whose fields are in two tables.
    fields = PublicationPage._meta.local_concrete_fields
    PublicationPage.objects.all()._batched_insert(publications, fields, None)
    themes, teams = PublicationPage.themes.through, PublicationPage.work_teams.through
    themes.objects.bulk_create(themes(publicationpage_id=page.pk, theme=theme) for page in pages)
    teams.objects.bulk_create(
        teams(publicationpage_id=page.pk, workteampage=team) for page in pages
    )


def test_stay_the_same_however_many_publications_there_are(client, home):
    index = PublicationIndexPageFactory(parent=home, show_in_menus=True)
    team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home), slug="samenspel")
    theme = ThemeFactory(slug="armoede")
    with written_once():
        for number in range(30):
            PublicationPageFactory(
                parent=index,
                title=f"Verslag {number}",
                year=2010 + number % 9,
                kind=["report", "article"][number % 2],
                themes=[theme],
                work_teams=[team],
                document=FileFactory(),
            )
    item = PublicationPage.objects.get(title="Verslag 0")
    # Of these, one is for the version of the site, and one for the page.
    most = {index.url: 8, item.url: 8, team.url: 8, f"{item.url}bibtex/": 5}
    lists = [f"{index.url}{query}" for query in ["?page=2", "?year=2012", "?team=samenspel"]]
    urls = [*most, *lists]
    small = {url: count_queries(client, url) for url in urls}

    add_many(index, team, theme, range(30, 1_000))
    large = {url: count_queries(client, url) for url in urls}

    assert large == small
    assert {url: large[url] for url in most if large[url] > most[url]} == {}
    assert PublicationPage.objects.child_of(index).count() == 1_000

"""How many queries the agenda costs: as many with a thousand meetings as with a few."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from agenda.models import MeetingPage
from tests.factories import (
    AgendaIndexPageFactory,
    MeetingPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    written_once,
)
from tests.site.test_query_counts import count_queries

HOUR = datetime.timedelta(hours=1)


def add_many(agenda, team, theme, numbers):
    """Add a meeting for each of `numbers`, half of them over, in a handful of statements."""
    content_type = ContentType.objects.get_for_model(MeetingPage)
    pages = Page.objects.bulk_create(
        Page(
            path=MeetingPage._get_path(agenda.path, agenda.depth + 1, number + 1),
            depth=agenda.depth + 1,
            title=f"Bijeenkomst {number}",
            draft_title=f"Bijeenkomst {number}",
            slug=f"bijeenkomst-{number}",
            url_path=f"{agenda.url_path}bijeenkomst-{number}/",
            locale=agenda.locale,
            content_type=content_type,
        )
        for number in numbers
    )
    now = timezone.now()
    starts = [now + (number + 2) * (-1) ** number * 3 * HOUR for number in numbers]
    meetings = [
        MeetingPage(
            page_ptr=page, start=start, end=start + HOUR, place="Stadhuis", town="Rotterdam"
        )
        for start, page in zip(starts, pages, strict=True)
    ]
    # Django's bulk_create() takes no model whose fields are in two tables.
    fields = MeetingPage._meta.local_concrete_fields
    MeetingPage.objects.all()._batched_insert(meetings, fields, None)
    themes, teams = MeetingPage.themes.through, MeetingPage.work_teams.through
    themes.objects.bulk_create(themes(meetingpage_id=page.pk, theme=theme) for page in pages)
    teams.objects.bulk_create(teams(meetingpage_id=page.pk, workteampage=team) for page in pages)


def test_stay_the_same_however_many_meetings_there_are(client, home):
    agenda = AgendaIndexPageFactory(parent=home, show_in_menus=True)
    team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home), slug="samenspel")
    theme = ThemeFactory(slug="armoede")
    now = timezone.now()
    with written_once():
        for number in range(30):
            MeetingPageFactory(
                parent=agenda,
                title=f"Bijeenkomst {number}",
                start=now + (number + 2) * (-1) ** number * 3 * HOUR,
                themes=[theme],
                work_teams=[team],
            )
    item = MeetingPage.objects.get(title="Bijeenkomst 0")
    year = timezone.localtime(now - 9 * HOUR).year
    # Of these, one is for the version of the site, and one for the page.
    most = {home.url: 8, agenda.url: 8, item.url: 8, team.url: 8, f"{agenda.url}calendar/": 6}
    lists = [f"{agenda.url}{query}" for query in ["?page=2", f"?year={year}", "?team=samenspel"]]
    urls = [*most, *lists]
    small = {url: count_queries(client, url) for url in urls}

    add_many(agenda, team, theme, range(30, 1_000))
    large = {url: count_queries(client, url) for url in urls}

    assert large == small
    assert {url: large[url] for url in most if large[url] > most[url]} == {}
    assert MeetingPage.objects.child_of(agenda).count() == 1_000

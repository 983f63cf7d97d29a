"""What one process changes stands in the next page of another, which has kept the one of before."""

import datetime
import os
import traceback

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from home.models import FeaturedNews, HomePage
from library.models import Image
from news.models import NewsIndexPage, NewsPage
from pages.models import ContactSettings, StandardPage
from partners.models import Partner
from search.models import Entry
from teams.models import OpenCall, TeamMember, TeamTheme, Theme, WorkTeamPage
from tests.databases import provide, visiting
from tests.factories import (
    LibraryImageFactory,
    MilestoneFactory,
    NewsPageFactory,
    PartnerFactory,
    StandardPageFactory,
    get_home,
    translate,
)
from tests.full_site import make_full_site

ITEM = "/nieuws/keukentafel/"
FEED = "/nieuws/feed/rss/"
SEARCH = "/zoeken/?q=keukentafel"
TEAM = "/werkteams/samenspel-formeel-en-informeel/"
THEME = "/themas/armoede/"


@pytest.fixture(scope="module")
def committed_site(django_db_setup, django_db_blocker, worker_id):
    """A copy of the full site of this module alone, in which changes are committed."""
    with django_db_blocker.unblock():
        provide("full", "site", make_full_site)
        with visiting("full", f"{worker_id}_committed"):
            yield


def in_another_process(change):
    """Do something in a process of its own, with a connection of its own; fail when it fails."""
    process = os.fork()
    if not process:
        code = 1
        try:
            connections["default"] = connections.create_connection("default")
            change()
            connections["default"].close()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitpid(process, 0)[1] == 0


def read(path):
    """Return the HTML of a page, or its status where it is not there."""
    response = Client().get(path)
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def publish(model, **fields):
    """Change fields of the first page of a model and publish that."""
    page = model.objects.order_by("pk").first()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(log_action=True).publish()


def publish_planned():
    page = StandardPage.objects.order_by("pk").first()
    page.title = "Gepland"
    page.save_revision(log_action=True, approved_go_live_at=timezone.now())
    call_command("publish_scheduled", verbosity=0)


def unpublish():
    Page.objects.get(slug="over-ons").unpublish()


def move():
    news = NewsIndexPage.objects.get(locale__language_code="nl")
    news.move(get_home(), pos="first-child")


def run_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Door SQL' WHERE slug = 'nieuws'")


def add_partner():
    PartnerFactory(name="Nieuwe partner", logo=LibraryImageFactory(), on_strip=True)


def add_news(title, **fields):
    news = NewsIndexPage.objects.get(locale__language_code="nl")
    theme, team = Theme.objects.first(), WorkTeamPage.objects.first()
    NewsPageFactory(parent=news, title=title, themes=[theme], work_teams=[team], **fields)


def add_old_news():
    add_news("Lang geleden", date=datetime.date(2011, 5, 1))


def feature():
    item = NewsPage.objects.get(slug="keukentafel")
    FeaturedNews.objects.create(page=HomePage.objects.get(locale__language_code="nl"), item=item)


def move_house():
    ContactSettings.objects.update_or_create(site=Site.objects.get(), defaults={"street": "Kade 1"})


def close_calls():
    update(OpenCall, deadline=timezone.localdate() - datetime.timedelta(days=1))


def reopen_calls():
    update(OpenCall, text="Schuif aan", deadline=timezone.localdate())


def name_members():
    consent = {"consent_date": timezone.localdate(), "consent_record": "mail"}
    update(TeamMember, name="Fatima", **consent)


def add_milestone():
    MilestoneFactory(team=WorkTeamPage.objects.first(), title="De aftrap")


def index_again():
    update(Entry, summary="Keukentafel met koek", indexed_at=timezone.now())


def add_redirect():
    Redirect.objects.create(old_path="/oud", redirect_link="/nieuws/")


def add_page():
    StandardPageFactory(parent=get_home(), title="Privacy", slug="privacy")


def add_below():
    StandardPageFactory(parent=StandardPage.objects.get(slug="over-ons"), title="Onderliggend")


def make_private():
    restriction = PageViewRestriction.PASSWORD
    page = Page.objects.get(slug="samenspel-formeel-en-informeel")
    PageViewRestriction.objects.create(page=page, restriction_type=restriction, password="x")


def update(model, **fields):
    assert model.objects.update(**fields)


def translate_item():
    translate(NewsPage.objects.get(slug="keukentafel"), title="Kitchen table")


def withhold():
    """Have nobody see a picture, as nobody knows whether the people in it agree."""
    update(Image, people_shown="unknown")


# What is changed, where that is read, and what stands there from then on; "-" before what stands
# there no more, and "" where it is in another place. They follow each other on one site.
CHANGES = [
    ("a title in the menu, by SQL", run_sql, "/over-ons/", "Door SQL"),
    ("a page", lambda: publish(StandardPage, title="Over het net"), "/over-ons/", "Over het net"),
    ("a page that was planned", publish_planned, "/over-ons/", "<h1>Gepland"),
    ("a page below a page", add_below, "/over-ons/", "Onderliggend"),
    ("the place of a page", move, "/", ""),
    ("the name of the site", lambda: update(Site, site_name="Andere naam"), ITEM, "Andere naam"),
    ("its address", lambda: update(Site, hostname="elders.nl"), FEED, "http://elders.nl"),
    ("contact details", move_house, ITEM, "Kade 1"),
    ("a partner", add_partner, ITEM, "Nieuwe partner"),
    ("its name", lambda: update(Partner, name="Buurtzorg"), "/partners/", "Buurtzorg"),
    ("a partner that leaves", lambda: update(Partner, on_strip=False), ITEM, "-Buurtzorg"),
    ("news on the home page", lambda: add_news("Verse koffie"), "/", "Verse koffie"),
    ("related news", lambda: add_news("Warme thee"), ITEM, "Warme thee"),
    ("news in the list", lambda: add_news("Oude soep"), "/nieuws/", "Oude soep"),
    ("news in the feed", lambda: add_news("Zoete appel"), FEED, "Zoete appel"),
    ("a year to filter by", add_old_news, "/nieuws/", "?year=2011"),
    ("featured news", feature, "/", "Uitgelicht"),
    ("a theme", lambda: update(Theme, name="Eenzaamheid"), ITEM, "Eenzaamheid"),
    ("a theme to filter by", lambda: update(Theme, slug="alleen"), THEME, "?theme=alleen"),
    ("a call", lambda: update(OpenCall, title="Stoel vrij"), "/", "Stoel vrij"),
    ("a call that closes", close_calls, "/", "-Stoel vrij"),
    ("a call that opens", reopen_calls, TEAM, "Schuif aan"),
    ("a member", name_members, TEAM, "Fatima"),
    ("a milestone", add_milestone, TEAM, "De aftrap"),
    ("a theme of a team", lambda: update(TeamTheme, state="finished"), TEAM, "state--finished"),
    ("news of a team", lambda: add_news("Rijpe peer"), TEAM, "Rijpe peer"),
    ("a team on a card", lambda: publish(WorkTeamPage, title="Kern"), "/", "Kern"),
    ("a result that is indexed anew", index_again, SEARCH, "met koek"),
    ("a picture that is withheld", withhold, TEAM, "-<picture>"),
    ("a team that is private", make_private, "/", "-Kern"),
    ("a translation", translate_item, ITEM, 'hreflang="en" href='),
    ("a redirect", add_redirect, "/oud/", "301"),
    ("a page that is taken off", unpublish, ITEM, '-href="/over-ons/"'),
    ("a page that is new", add_page, "/privacy/", "<h1>Privacy"),
]


def test_a_change_is_seen_by_another_process(committed_site, django_db_blocker):
    missed = []
    with django_db_blocker.unblock():
        for kind, change, path, expected in CHANGES:
            # The second time, what can be kept is.
            read(path)
            before = read(path)
            in_another_process(change)
            after = read(path)
            if expected.startswith("-"):
                expected, before, after = expected[1:], after, before
            if after == before or (expected and expected in before) or expected not in after:
                missed.append(kind)

    assert missed == []

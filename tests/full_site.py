"""A site with one page of each type, for tests of what holds for all of them."""

from wagtail.models import Page

from tests.factories import (
    AccessibilityStatementPageFactory,
    AgendaIndexPageFactory,
    ContactPageFactory,
    IssuePageFactory,
    LibraryImageFactory,
    MeetingPageFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsletterPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    PartnerIndexPageFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    RoleFactory,
    RoutePageFactory,
    StandardPageFactory,
    TeamMemberFactory,
    TeamSizeFactory,
    TeamThemeFactory,
    ThemeFactory,
    ThemeIndexPageFactory,
    ThemePageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    make_english_home,
    translate,
)

__all__ = ["PATHS", "get_pages", "make_full_site"]

# Of every Dutch page, and of what else there is to read.
PATHS = [
    "/",
    "/nieuws/",
    "/nieuws/keukentafel/",
    "/nieuws/feed/atom/",
    "/nieuws/feed/rss/",
    "/agenda/",
    "/agenda/keukentafelgesprek/",
    "/nieuwsbrief/",
    "/nieuwsbrief/nieuwsbrief-november/",
    "/werkteams/",
    "/werkteams/samenspel-formeel-en-informeel/",
    "/themas/",
    "/themas/armoede/",
    "/partners/",
    "/publicaties/",
    "/publicaties/wat-bewoners-vertelden/",
    "/contact/",
    "/contact/route/",
    "/over-ons/",
    "/toegankelijkheid/",
]


def make_full_site():
    """Add the pages to a site with a home page: in Dutch, and home and news in English too."""
    home = get_home()
    RoutePageFactory(parent=ContactPageFactory(parent=home))
    news = NewsIndexPageFactory(parent=home)
    theme, team = ThemeFactory(), make_team(WorkTeamIndexPageFactory(parent=home))
    TeamThemeFactory(team=team, theme=theme)
    ThemePageFactory(parent=ThemeIndexPageFactory(parent=home), theme=theme)
    NewsPageFactory(parent=news, themes=[theme], work_teams=[team])
    PublicationPageFactory(
        parent=PublicationIndexPageFactory(parent=home), themes=[theme], work_teams=[team]
    )
    agenda = AgendaIndexPageFactory(parent=home)
    MeetingPageFactory(parent=agenda, themes=[theme], work_teams=[team])
    IssuePageFactory(parent=NewsletterPageFactory(parent=home))
    PartnerIndexPageFactory(parent=home)
    StandardPageFactory(parent=home)
    AccessibilityStatementPageFactory(parent=home)
    make_english_home(home)
    translate(news, title="News")


def make_team(parent):
    """Return a work team with all its parts."""
    role = RoleFactory()
    team = WorkTeamPageFactory(
        parent=parent, municipalities=[MunicipalityFactory()], lead_image=LibraryImageFactory()
    )
    TeamMemberFactory(team=team, role=role)
    TeamSizeFactory(team=team)
    OpenCallFactory(team=team, roles=[role])
    return team


def get_pages():
    """Return the Dutch pages, each as its own type."""
    pages = Page.objects.filter(depth__gt=1, locale__language_code="nl")
    return list(pages.order_by("path").specific())

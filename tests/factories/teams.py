"""Work teams with their parts, and themes."""

import datetime

import factory
from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from teams.models import (
    Milestone,
    OpenCall,
    Role,
    TeamMember,
    TeamSize,
    TeamTheme,
    Theme,
    ThemeIndexPage,
    ThemePage,
    WorkTeamIndexPage,
    WorkTeamPage,
)

__all__ = [
    "MilestoneFactory",
    "OpenCallFactory",
    "RoleFactory",
    "TeamMemberFactory",
    "TeamSizeFactory",
    "TeamThemeFactory",
    "ThemeFactory",
    "ThemeIndexPageFactory",
    "ThemePageFactory",
    "WorkTeamIndexPageFactory",
    "WorkTeamPageFactory",
]


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = "Armoede"
    slug = factory.LazyAttribute(lambda theme: theme.name.lower())


class ThemeIndexPageFactory(PageFactory):
    class Meta:
        model = ThemeIndexPage

    title = "Thema’s"
    slug = "themas"


class ThemePageFactory(PageFactory):
    class Meta:
        model = ThemePage

    title = "Armoede"
    theme = factory.SubFactory(ThemeFactory)


class WorkTeamIndexPageFactory(PageFactory):
    class Meta:
        model = WorkTeamIndexPage

    title = "Werkteams"


class WorkTeamPageFactory(PageFactory):
    class Meta:
        model = WorkTeamPage

    title = "Samenspel formeel en informeel"
    number = 2
    status = WorkTeamPage.Status.ACTIVE


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    name = "bewoner"
    plural = "bewoners"
    anonymous = "een bewoner"


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = TeamMember


class TeamSizeFactory(DjangoModelFactory):
    class Meta:
        model = TeamSize

    date = datetime.date(2017, 10, 1)
    number = 3


class TeamThemeFactory(DjangoModelFactory):
    class Meta:
        model = TeamTheme


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    date = datetime.date(2017, 11, 1)
    title = "Eerste echte bijeenkomst"


class OpenCallFactory(DjangoModelFactory):
    class Meta:
        model = OpenCall

    title = "Wij zoeken bewoners"
    text = "Denk en doe mee."
    deadline = datetime.date(2030, 1, 1)
    how_to_respond = "<p>Bel of mail ons.</p>"

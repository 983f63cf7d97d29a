from .pages import WorkTeamIndexPage, WorkTeamPage
from .parts import Milestone, OpenCall, OpenCallQuerySet, TeamMember, TeamSize, TeamTheme
from .snippets import Role, Theme
from .theme_pages import ThemeIndexPage, ThemePage

__all__ = [
    "Milestone",
    "OpenCall",
    "OpenCallQuerySet",
    "Role",
    "TeamMember",
    "TeamSize",
    "TeamTheme",
    "Theme",
    "ThemeIndexPage",
    "ThemePage",
    "WorkTeamIndexPage",
    "WorkTeamPage",
]

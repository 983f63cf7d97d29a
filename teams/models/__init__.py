from .pages import WorkTeamIndexPage, WorkTeamPage
from .parts import Milestone, OpenCall, OpenCallQuerySet, TeamMember, TeamSize, TeamTheme
from .snippets import Role, Theme

__all__ = [
    "Milestone",
    "OpenCall",
    "OpenCallQuerySet",
    "Role",
    "TeamMember",
    "TeamSize",
    "TeamTheme",
    "Theme",
    "WorkTeamIndexPage",
    "WorkTeamPage",
]

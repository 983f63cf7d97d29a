"""A page for staff that shows every component of the design in every state it can be in."""

import datetime

from django import forms
from django.core.paginator import Paginator
from django.db.models.functions import ExtractYear
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access
from wagtail.blocks.stream_block import StreamValue

from agenda.models import MeetingPage
from news.forms import NewsFilterForm
from news.models import NewsPage
from pages.blocks import DeviationBlock, DirectionsBlock, PageBodyBlock
from partners.models import Partner
from people.models import ContactPerson
from publications.models import PublicationPage
from submissions.fields import AddressField, LineField, MessageField
from submissions.forms import ProtectedForm
from teams.contents import count_contents
from teams.growth_chart import draw_growth
from teams.models import (
    Milestone,
    OpenCall,
    Role,
    TeamMember,
    TeamSize,
    TeamTheme,
    Theme,
    WorkTeamPage,
)
from teams.scenes import OF_THEMES
from teams.table_drawing import SHAPES, draw_table

__all__ = ["show_components"]

DAY = datetime.date(2018, 5, 13)
LONG_NAME = "Wilhelmina Alexandra van Oldenbarneveldt-Ağaoğlu"
# How many members a table is shown with, and how many free seats.
TABLES = [(0, 1), (1, 0), (3, 1), (14, 2), (60, 3)]
# How many people a team had: at one moment, as work team 2, without change, and from nobody.
GROWTHS = [[5], [3, 4, 7, 14, 7], [8, 8, 8], [0, 120, 60, 61, 62, 63, 64]]


class SampleForm(ProtectedForm):
    """A form with a field of each kind."""

    name = LineField(label="Naam", help_text="Zoals u genoemd wilt worden.")
    address = AddressField(label="E-mailadres")
    subject = forms.ChoiceField(label="Onderwerp", choices=[("", "Kies een onderwerp")])
    topics = forms.MultipleChoiceField(
        label="Onderwerpen",
        choices=[("news", "Nieuws"), ("calls", "Oproepen")],
        widget=forms.CheckboxSelectMultiple,
    )
    message = MessageField(label="Bericht", required=False)


@require_admin_access
def show_components(request):
    news, blocks = NewsPage.objects.published(), get_blocks(PageBodyBlock())
    return render(
        request,
        "demo/pattern_library.html",
        {
            "meetings": MeetingPage.objects.published().order_by("start").for_rows(),
            "news": news.for_cards()[:3],
            "publications": PublicationPage.objects.published().for_rows()[:3],
            "teams": WorkTeamPage.objects.published().for_cards()[:3],
            "partners": Partner.objects.current().with_logos(),
            "filter_form": NewsFilterForm(
                {"year": "1066"}, count_contents(news, year=ExtractYear("listed_on"))
            ),
            "forms": [
                SampleForm(auto_id="empty-%s"),
                SampleForm({"address": "fatima@gmial.com"}, auto_id="wrong-%s"),
            ],
            "items": Paginator(range(30), 10).page(2),
            "blocks": blocks,
            "directions": DirectionsBlock().render(DirectionsBlock().get_preview_value()),
            "deviation": DeviationBlock().render(DeviationBlock().get_preview_value()),
            "tables": [
                draw_table(get_groups(members), get_calls(free)) for members, free in TABLES
            ],
            "calls": get_calls(3),
            "growths": [
                (f"growth-{place}", draw_growth(get_sizes(numbers)))
                for place, numbers in enumerate(GROWTHS)
            ],
            "team_themes": get_themes(),
            "milestones": get_milestones(),
            "headings": [each for each in blocks if each.block_type == "heading"] * 3,
            "people": [get_person()],
            "scenes": [f"img/scenes/{name}.svg" for name in OF_THEMES],
        },
    )


def get_blocks(stream):
    """Return a stream with each of its blocks once, as the block picker shows it."""
    blocks = [
        (name, block.get_preview_value(), f"preview-{name}")
        for name, block in stream.child_blocks.items()
    ]
    return StreamValue(stream, blocks)


def get_groups(count):
    """Return so many members by role: a few with a name, the last with a very long one."""
    roles = [
        Role(pk=place + 1, name=f"rol {shape}", plural=f"rollen {shape}", sort_order=place)
        for place, shape in enumerate(SHAPES)
    ]
    groups = {}
    for number in range(count):
        role = roles[number % len(roles)]
        name = {0: "Fatima", count - 1: LONG_NAME}.get(number, "")
        groups.setdefault(role, []).append(TeamMember(role=role, name=name))
    return list(groups.items())


def get_calls(count):
    return [
        OpenCall(
            pk=number + 1,
            title="Wij zoeken bewoners",
            text="Denk en doe mee.",
            deadline=DAY,
            how_to_respond="<p>Bel of mail ons.</p>",
        )
        for number in range(count)
    ]


def get_sizes(numbers):
    return [
        TeamSize(date=DAY + datetime.timedelta(days=23 * place), number=number)
        for place, number in enumerate(numbers)
    ]


def get_person():
    return ContactPerson(
        name=f"{LONG_NAME} (voorbeeld)",
        role="over meedoen met een werkteam",
        organisation="Werkplaats Sociaal Domein",
        telephone="010 000 0000",
        email="voorbeeld@example.org",
        spoken="Nederlands en Engels",
    )


def get_themes():
    """Return a theme in each state there is."""
    theme = Theme(name="Intergenerationele armoedeproblematiek")
    return [
        TeamTheme(theme=theme, state=state, reason="De reden, in één zin.")
        for state in TeamTheme.State
    ]


def get_milestones():
    """Return a milestone, and no page to read more, for each way to show its date."""
    return [
        (Milestone(title="Eerste bijeenkomst", text="Drie mensen.", date=DAY, precision=way), None)
        for way in Milestone.Precision
    ]

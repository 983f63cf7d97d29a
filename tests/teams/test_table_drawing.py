import itertools
import math
from types import SimpleNamespace

import pytest

from teams.models import OpenCall, Role, TeamMember
from teams.table_drawing import COLOURS, SHAPES, SIDE, draw_table, get_looks

# Half a pixel: the drawing rounds to tenths.
HAIR = 0.5


def make_groups(*counts):
    """Return groups of so many members each, of roles in the editors' order."""
    groups = []
    for place, count in enumerate(counts):
        role = Role(pk=place + 1, name=f"rol {place}", anonymous=f"een {place}", sort_order=place)
        groups.append((role, [TeamMember(role=role) for _ in range(count)]))
    return groups


def make_calls(count):
    return [OpenCall(pk=number + 1, title=f"Oproep {number}") for number in range(count)]


class TestSeats:
    # members of each role, free seats
    @pytest.mark.parametrize(
        ("members", "free"),
        [
            ([], 0),  # nobody knows yet
            ([], 1),  # a team that only looks for people
            ([1], 0),
            ([2, 1], 0),
            ([2, 1, 1, 1, 1, 1], 1),  # work team 2
            ([5, 4, 3, 2], 2),
            ([26], 0),  # the fullest single ring
            ([26], 1),
            ([30, 20, 10], 3),
            ([100, 40], 0),
        ],
    )
    def test_fit_in_the_drawing_beside_each_other(self, members, free):
        table = draw_table(make_groups(*members), make_calls(free))

        assert len(table.taken) == table.total == sum(members)
        assert len(table.free) == free
        for seat in table.seats:
            assert math.hypot(seat.x, seat.y) + seat.radius <= SIDE / 2
            assert math.hypot(seat.x, seat.y) - seat.radius >= table.radius - HAIR
        for seat, other in itertools.combinations(table.seats, 2):
            apart = math.hypot(seat.x - other.x, seat.y - other.y)
            assert apart >= seat.radius + other.radius - HAIR

    def test_are_large_enough_to_tap_with_sixty_people_on_a_phone(self):
        table = draw_table(make_groups(30, 30), make_calls(3))

        # 288 pixels is what a phone of 320 leaves; WCAG 2.5.8 asks for 24.
        assert min(2 * seat.target for seat in table.free) * 288 / SIDE >= 24
        for seat, other in itertools.combinations(table.free, 2):
            assert math.hypot(seat.x - other.x, seat.y - other.y) * 288 / SIDE >= 24 - HAIR

    def test_start_at_the_top_and_stay_with_their_role(self):
        table = draw_table(make_groups(2, 3), [])

        assert (table.seats[0].x, table.seats[0].y < 0) == (0, True)
        assert [seat.look.colour for seat in table.seats] == [1, 1, 2, 2, 2]

    def test_of_one_role_stay_together_in_two_rings(self):
        table = draw_table(make_groups(20, 20), [])

        assert [seat.look.colour for seat in table.seats] == [1] * 20 + [2] * 20

    def test_that_are_free_lead_to_their_call(self):
        table = draw_table(make_groups(1), make_calls(1))

        assert [(seat.label, seat.url) for seat in table.free] == [("Oproep 0", "#oproep-1")]

    def test_say_no_more_than_the_member_agreed_to(self):
        ((role, members),) = make_groups(1)
        named = TeamMember(role=role, name="Fatima")

        table = draw_table([(role, [*members, named])], [])

        assert [seat.label for seat in table.taken] == ["een 0", "Fatima"]


class TestGroups:
    def test_count_everybody_and_name_who_shows_more_than_a_role(self):
        ((role, members),) = make_groups(2)
        named = TeamMember(role=role, name="Fatima")

        (group,) = draw_table([(role, [*members, named])], []).groups

        assert (group.role, group.count, group.named) == (role, 3, [named])


class TestPlates:
    # people at the table, plates on it: past sixteen they would lie on top of each other
    @pytest.mark.parametrize(("people", "plates"), [(0, 0), (1, 1), (14, 14), (16, 16), (17, 0)])
    def test_lie_before_every_seat_while_there_is_room(self, people, plates):
        table = draw_table(make_groups(people) if people else [], [])

        assert len(table.plates) == plates
        for plate, other in itertools.combinations(table.plates, 2):
            assert math.hypot(plate.x - other.x, plate.y - other.y) >= 2 * plate.radius - HAIR


class TestLooks:
    def test_follow_from_the_place_of_the_role_among_all(self):
        first, third = Role(pk=1, sort_order=0), Role(pk=3, sort_order=2)

        assert get_looks([first, third])[third] == get_looks([third])[third]

    def test_differ_between_all_the_roles_there_could_be(self):
        count = COLOURS * len(SHAPES)
        looks = get_looks([Role(pk=place + 1, sort_order=place) for place in range(count)])

        assert len(set(looks.values())) == count

    def test_differ_even_where_the_roles_have_no_place(self):
        looks = get_looks([Role(pk=1), Role(pk=2), Role(pk=3, sort_order=0)])

        assert len(set(looks.values())) == 3

    def test_are_known_to_the_templates(self, settings):
        parts = settings.BASE_DIR / "templates/teams/includes/svg_symbols.html"
        styles = settings.BASE_DIR / "static/css/components/teams.css"

        for shape in [*SHAPES, "free"]:
            assert f'id="seat-{shape}"' in parts.read_text()
        for number in range(1, COLOURS + 1):
            assert f".seat--{number} " in styles.read_text()


def test_a_member_without_anything_is_not_named():
    member = SimpleNamespace(name="", organisation="", photo=None)
    role = Role(pk=1)

    (group,) = draw_table([(role, [member])], []).groups

    assert (group.count, group.named) == (1, [])

"""Where everybody sits: the geometry of the table on a work team's page.

All measures are in the units of the drawing: a square of SIDE by SIDE with the table in its middle.
"""

import math
from dataclasses import dataclass

__all__ = ["SHAPES", "SIDE", "Group", "Look", "Seat", "TableDrawing", "draw_table", "get_looks"]

SIDE = 400

# A role is told apart by colour and by shape. Six colours against seven shapes: as these numbers
# have no divisor in common, the first 42 roles all look different.
COLOURS = 6
SHAPES = ["circle", "square", "triangle", "diamond", "cross", "star", "hexagon"]

# Radii. Up to ONE_RING seats stand in one ring; more stand in rings behind each other.
ONE_RING = 26
SINGLE_RING = 166
OUTER_RING = 184
RING_DISTANCE = 32
TABLE = 106
LARGEST_SEAT = 25
SMALLEST_PITCH = 31  # between the middles of two seats
TARGET = 17  # so that who taps a free seat on a phone of 320 pixels has 24 pixels for it
MOST_PLATES = 16


@dataclass(frozen=True)
class Look:
    """How a role is drawn: the number of a colour (from 1) and a name from SHAPES."""

    colour: int
    shape: str


@dataclass(frozen=True)
class Seat:
    """A place at the table: its middle, half its width, and who or what it is for.

    `about` is the role or call that the label takes its words from, and so its language.
    """

    x: float
    y: float
    radius: float
    label: str
    look: Look | None = None  # None for a free seat
    url: str = ""
    about: object = None

    @property
    def left(self):
        return round(self.x - self.radius, 1)

    @property
    def top(self):
        return round(self.y - self.radius, 1)

    @property
    def width(self):
        return round(self.radius * 2, 1)

    @property
    def target(self):
        """Return the radius within which a tap is meant for this seat."""
        return max(self.radius, TARGET)


@dataclass(frozen=True)
class Group:
    """The people of one role; `named` are those who show more of themselves than their role."""

    role: object
    look: Look
    count: int
    named: list


@dataclass(frozen=True)
class TableDrawing:
    """The table with its seats, and the same as a list in `groups`."""

    seats: list[Seat]
    plates: list[Seat]
    radius: float
    total: int
    groups: list[Group]

    @property
    def taken(self):
        return [seat for seat in self.seats if seat.look]

    @property
    def free(self):
        return [seat for seat in self.seats if not seat.look]


def draw_table(groups, calls):
    """Return the TableDrawing for `groups`, a list of (role, members), and the open `calls`.

    Members sit clockwise from the top, by role; free seats close the circle.
    """
    looks = get_looks([role for role, _ in groups])
    taken = [
        (str(member), looks[role], "", None if member.name else role)
        for role, members in groups
        for member in members
    ]
    free = [(call.title, None, f"#{call.get_anchor()}", call) for call in calls]
    people = taken + free

    rings = get_rings(len(people))
    places = get_places(rings)
    seats = [Seat(*place, *person) for place, person in zip(places, people, strict=True)]
    radius = get_table_radius(rings)
    return TableDrawing(
        seats=seats,
        plates=get_plates(len(seats), radius),
        radius=radius,
        total=len(taken),
        groups=[
            Group(role, looks[role], len(members), [each for each in members if is_named(each)])
            for role, members in groups
        ],
    )


def is_named(member):
    return bool(member.name or member.organisation or member.photo)


def get_looks(roles):
    """Return a dictionary of role to Look.

    The look follows from the place that editors gave the role among all roles, so that residents
    look the same on the page of every team. Where two roles of a team would look alike (a place
    missing or used twice), the later one takes the next look that is free.
    """
    looks, used = {}, set()
    for role in roles:
        place = role.sort_order or 0
        while place in used:
            place += 1
        used.add(place)
        looks[role] = Look(colour=place % COLOURS + 1, shape=SHAPES[place % len(SHAPES)])
    return looks


def get_rings(count):
    """Return the rings for so many seats as a list of (radius, seats), the outer one first."""
    if count <= ONE_RING:
        return [(SINGLE_RING, count)]
    radii = [OUTER_RING]
    while get_room(radii) < count and radii[-1] > 2 * RING_DISTANCE:
        radii.append(radii[-1] - RING_DISTANCE)
    # Each ring takes its share by length; what rounding leaves over sits in the outer one.
    shares = [count * radius // sum(radii) for radius in radii]
    shares[0] += count - sum(shares)
    return list(zip(radii, shares, strict=True))


def get_room(radii):
    """Return how many seats fit in rings with these radii."""
    return sum(int(2 * math.pi * radius / SMALLEST_PITCH) for radius in radii)


def get_places(rings):
    """Return (x, y, radius of the seat) for every seat, clockwise from the top."""
    places = []
    size = min(get_room_for_seat(*ring) for ring in rings)
    if rings[0][0] == OUTER_RING:
        # Against the edge of the drawing, and with another ring behind.
        size = min(size, RING_DISTANCE / 2 - 1)
    for ring, (radius, count) in enumerate(rings):
        for number in range(count):
            turn = (number + 0.5 * (ring % 2)) / count
            places.append((turn, *get_point(radius, turn), size))
    return [place[1:] for place in sorted(places)]


def get_room_for_seat(ring_radius, count):
    """Return half the width that each of so many seats in a ring can have, with air between."""
    pitch = 2 * math.pi * ring_radius / count if count else SIDE
    return round(min(LARGEST_SEAT, pitch * 0.4), 1)


def get_point(radius, turn):
    """Return (x, y) on a circle around the middle; `turn` is 0 at the top and 1 a full turn on."""
    angle = 2 * math.pi * turn
    return round(radius * math.sin(angle), 1), round(-radius * math.cos(angle), 1)


def get_table_radius(rings):
    """Return the radius of the table top, which leaves the innermost seats room to sit."""
    innermost = rings[-1][0]
    return min(TABLE, innermost - RING_DISTANCE)


def get_plates(count, table_radius):
    """Return a plate before every seat, or none where they would lie on top of each other."""
    if not 0 < count <= MOST_PLATES:
        return []
    ring = table_radius - 30
    size = min(17, 2 * math.pi * ring / count * 0.4)
    return [
        Seat(*get_point(ring, number / count), radius=round(size, 1), label="")
        for number in range(count)
    ]

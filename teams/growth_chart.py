"""The growth of a team as a line: places in per cent of the chart, so that it fits any width."""

from dataclasses import dataclass

__all__ = ["GrowthChart", "Moment", "choose_apart", "draw_growth"]

# Between these heights the line runs; above it is room for its figures, below for its dates.
TOP = 16
BOTTOM = 80
# How far apart, in per cent of the width, words must stand so as not to touch each other: figures
# and dates on a phone, and dates where the chart is wide.
FIGURE_GAP = 6
NARROW_GAP = 36
WIDE_GAP = 19


@dataclass(frozen=True)
class Moment:
    """One dot of the line, with what is written at it."""

    x: float
    y: float
    size: object  # the TeamSize: date, number, note
    has_figure: bool
    has_date: bool
    has_date_if_wide: bool

    @property
    def anchor(self):
        """Return SVG's text-anchor for the date, so that the outer ones stay inside the chart."""
        if self.x < 10:
            return "start"
        return "end" if self.x > 90 else "middle"


@dataclass(frozen=True)
class GrowthChart:
    """The line of a team's sizes; `line` and `area` are points for SVG."""

    moments: list[Moment]
    bottom: float = BOTTOM

    @property
    def sizes(self):
        return [moment.size for moment in self.moments]

    @property
    def line(self):
        return " ".join(f"{moment.x},{moment.y}" for moment in self.moments)

    @property
    def area(self):
        first, last = self.moments[0], self.moments[-1]
        return f"{first.x},{self.bottom} {self.line} {last.x},{self.bottom}"

    @property
    def first(self):
        return self.moments[0].size

    @property
    def last(self):
        return self.moments[-1].size

    @property
    def highest(self):
        """Return the size with most people, the earliest of equals."""
        return max((moment.size for moment in self.moments), key=lambda size: size.number)

    @property
    def has_peak(self):
        """Return whether the team was larger than at its first and last moment."""
        return self.highest.number > max(self.first.number, self.last.number)


def draw_growth(sizes):
    """Return the GrowthChart of `sizes`, a list of TeamSize by date, or None when it is empty."""
    if not sizes:
        return None
    xs = get_xs([size.date for size in sizes])
    ys = get_ys([size.number for size in sizes])
    peak = max(range(len(sizes)), key=lambda place: sizes[place].number)
    figures = choose_apart(xs, FIGURE_GAP, first=[peak])
    narrow = choose_apart(xs, NARROW_GAP)
    wide = choose_apart(xs, WIDE_GAP, first=sorted(narrow))
    return GrowthChart(
        [
            Moment(
                x=xs[place],
                y=ys[place],
                size=size,
                has_figure=place in figures,
                has_date=place in narrow,
                has_date_if_wide=place in wide and place not in narrow,
            )
            for place, size in enumerate(sizes)
        ]
    )


def get_xs(dates):
    """Return the place of each date between 0 and 100; one date, or all the same, is at 50."""
    start, end = dates[0], dates[-1]
    days = (end - start).days
    if not days:
        return [50.0] * len(dates)
    return [round(100 * (date - start).days / days, 1) for date in dates]


def get_ys(numbers):
    """Return the height of each number, the largest at TOP and nobody at BOTTOM."""
    largest = max(numbers) or 1
    return [round(BOTTOM - (BOTTOM - TOP) * number / largest, 1) for number in numbers]


def choose_apart(xs, gap, first=()):
    """Return the set of indices of `xs` that can be written at with at least `gap` between them.

    The last and the first of the line come before all others, after those of `first`.
    """
    places = range(len(xs))
    chosen = set()
    for place in [*first, *places[-1:], *places]:
        if all(abs(xs[place] - xs[other]) >= gap for other in chosen - {place}):
            chosen.add(place)
    return chosen

import datetime
from itertools import pairwise

import pytest

from teams.growth_chart import BOTTOM, TOP, WIDE_GAP, choose_apart, draw_growth
from teams.models import TeamSize


def make_sizes(*moments):
    """Return a TeamSize for each (day of the year 2018, number of people)."""
    start = datetime.date(2018, 1, 1)
    return [
        TeamSize(date=start + datetime.timedelta(days=day), number=number)
        for day, number in moments
    ]


class TestGrowthChart:
    def test_is_not_drawn_without_sizes(self):
        assert draw_growth([]) is None

    def test_places_moments_by_time_and_by_size(self):
        chart = draw_growth(make_sizes((0, 0), (25, 10), (100, 5)))

        assert [moment.x for moment in chart.moments] == [0, 25, 100]
        assert [moment.y for moment in chart.moments] == [BOTTOM, TOP, (TOP + BOTTOM) / 2]

    # (day, number) of each moment
    @pytest.mark.parametrize(
        "moments",
        [
            [(0, 7)],  # one moment
            [(0, 3), (0, 4)],  # two on one day
            [(0, 0), (1, 0)],  # nobody, ever
            [(0, 1), (1, 60), (300, 2)],
        ],
    )
    def test_stays_inside_its_frame(self, moments):
        chart = draw_growth(make_sizes(*moments))

        for moment in chart.moments:
            assert 0 <= moment.x <= 100
            assert TOP <= moment.y <= BOTTOM

    def test_writes_lines_as_svg_does(self):
        chart = draw_growth(make_sizes((0, 1), (10, 2)))

        assert chart.line == f"0.0,48.0 100.0,{float(TOP)}"
        assert chart.area == f"0.0,{BOTTOM} {chart.line} 100.0,{BOTTOM}"

    def test_keeps_the_outer_dates_inside(self):
        chart = draw_growth(make_sizes((0, 1), (50, 2), (100, 3)))

        assert [moment.anchor for moment in chart.moments] == ["start", "middle", "end"]

    def test_writes_no_date_over_another(self):
        """Thirteen moments: where there is room for more dates, they keep off the first ones."""
        chart = draw_growth(make_sizes(*((month * 30, month) for month in range(13))))

        dated = [each.x for each in chart.moments if each.has_date or each.has_date_if_wide]
        gaps = [after - before for before, after in pairwise(dated)]
        assert len(dated) > 3
        assert min(gaps) >= WIDE_GAP

    def test_always_dates_the_last_moment_and_tells_the_peak(self):
        chart = draw_growth(make_sizes((0, 3), (14, 4), (28, 7), (30, 14), (200, 7)))

        assert chart.moments[-1].has_date
        assert chart.moments[3].has_figure
        assert not chart.moments[2].has_figure

    # numbers of people, whether there was a peak in between
    @pytest.mark.parametrize(
        ("numbers", "has_peak"), [([3, 14, 7], True), ([3, 4, 7], False), ([7, 3, 7], False)]
    )
    def test_knows_its_peak(self, numbers, has_peak):
        chart = draw_growth(make_sizes(*enumerate(numbers)))

        assert chart.has_peak == has_peak
        assert chart.highest.number == max(numbers)


class TestChooseApart:
    # places, gap, those that come first, those chosen
    @pytest.mark.parametrize(
        ("xs", "gap", "first", "chosen"),
        [
            ([], 10, [], set()),
            ([50], 10, [], {0}),
            ([0, 5, 10, 100], 10, [], {0, 2, 3}),
            ([0, 95, 100], 10, [], {0, 2}),  # the last before the others
            ([0, 5, 100], 10, [1], {1, 2}),  # the one asked for before all
            ([50, 50], 10, [], {1}),
        ],
    )
    def test_leaves_room_between(self, xs, gap, first, chosen):
        assert choose_apart(xs, gap, first) == chosen

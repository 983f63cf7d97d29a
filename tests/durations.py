"""How long the tests take: the order they run in because of it, and what is told in the end."""

from collections import defaultdict
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

RECORD = Path(__file__).with_name("durations.txt")
# All tests of a group run in one process, which makes what they share once: a file is one, and
# all that use the browser.
BROWSER = "tests/browser"
# Groups that take less need no place in the record.
LEAST_SECONDS = 2
SLOWEST = 20


class LongestGroupFirst(LoadScopeScheduling):
    """Hands each process of pytest-xdist a whole group at a time, in the order of the tests."""

    def __init__(self, config, log=None):
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid):
        return get_group(nodeid)


def pytest_addoption(parser):
    parser.addoption(
        "--record-durations",
        action="store_true",
        help="keep how long each group of tests took, for the order of later runs",
    )


def pytest_xdist_make_scheduler(config, log):
    return LongestGroupFirst(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the group first that took longest when it was last recorded."""
    seconds = read_record()
    items.sort(key=lambda item: -seconds.get(get_group(item.nodeid), 0))


def pytest_terminal_summary(terminalreporter, config):
    """Tell the time of each folder and of the slowest tests, and record it if asked to."""
    tests = add_up_durations(terminalreporter)
    folders = add_up(tests, get_folder)
    if len(folders) > 1:
        terminalreporter.section("time by folder")
        write(terminalreporter, folders)
        terminalreporter.section(f"the {SLOWEST} slowest tests")
        write(terminalreporter, tests, SLOWEST)
    if config.option.record_durations:
        record(add_up(tests, get_group))


def get_group(nodeid):
    path = nodeid.partition("::")[0]
    return BROWSER if path.startswith(f"{BROWSER}/") else path


def get_folder(nodeid):
    return "/".join(nodeid.split("/")[:2])


def add_up_durations(terminalreporter):
    """Return the seconds of each test with its set-up and tear-down, by node id."""
    tests = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            tests[getattr(report, "nodeid", "")] += getattr(report, "duration", 0)
    return {nodeid: seconds for nodeid, seconds in tests.items() if seconds}


def add_up(tests, get_name):
    """Return the seconds of all tests that a function gives the same name, by that name."""
    sums = defaultdict(float)
    for nodeid, seconds in tests.items():
        sums[get_name(nodeid)] += seconds
    return sums


def sort(sums):
    """Return (seconds, name) of each, the longest first."""
    return sorted(((seconds, name) for name, seconds in sums.items()), reverse=True)


def write(terminalreporter, sums, number=None):
    for seconds, name in sort(sums)[:number]:
        terminalreporter.write_line(f"{seconds:8.1f} s  {name}")


def read_record():
    """Return the seconds of each group that took long, by its name."""
    lines = [line.split(maxsplit=1) for line in RECORD.read_text().splitlines()]
    return {name: float(seconds) for seconds, name in lines}


def record(groups):
    lines = [f"{seconds:.0f} {name}\n" for seconds, name in sort(groups) if seconds > LEAST_SECONDS]
    RECORD.write_text("".join(lines))

"""What systemd is told of the site: locked up, all of it a part of one target."""

import subprocess
from configparser import ConfigParser

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "production" / "server"
SERVICES = sorted(FOLDER.glob("*.service"))
# Of ten, as `systemd-analyze security` counts what a service may do to its machine.
LARGEST_EXPOSURE = 3


def read(path):
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(path.read_text())
    return unit


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
class TestService:
    def test_may_do_little_to_its_machine(self, path):
        analysed = subprocess.run(
            [
                *["systemd-analyze", "security", "--offline=yes", "--no-pager"],
                *[f"--threshold={LARGEST_EXPOSURE * 10}", path],
            ],
            capture_output=True,
            text=True,
            check=False,
        )

        assert analysed.returncode == 0, analysed.stdout + analysed.stderr

    def test_is_locked_as_the_others_are(self, path):
        assert read_locks(path) == read_locks(SERVICES[0])


def read_locks(path):
    """Return what a service may not do, as a dictionary; the rest is what it does."""
    service = read(path)["Service"]
    does = ("Type", "Exec", "Kill", "Restart", "TimeoutStop", "ReadWrite")
    return {name: value for name, value in service.items() if not name.startswith(does)}


class TestTarget:
    def test_starts_and_ends_all_that_goes_on_running(self):
        wanted = read(FOLDER / "werkplaats.target")["Unit"]["Wants"].split()
        running = [path for path in SERVICES if "Restart" in read(path)["Service"]]

        assert sorted(wanted) == [path.name for path in running]
        assert {read(path)["Unit"]["PartOf"] for path in running} == {"werkplaats.target"}

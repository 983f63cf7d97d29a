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
        own = {"Type", "ExecStart", "ExecReload", "KillMode", "TimeoutStopSec"}
        locks = {name: value for name, value in read(path)["Service"].items() if name not in own}

        assert locks == {
            name: value for name, value in read(SERVICES[0])["Service"].items() if name not in own
        }

    def test_is_started_and_ended_with_the_target(self, path):
        target = read(FOLDER / "werkplaats.target")["Unit"]["Wants"].split()

        assert path.name in target
        assert read(path)["Unit"]["PartOf"] == "werkplaats.target"

import sys
from types import SimpleNamespace

import pytest

from installation.supervisor import LONGEST_DELAY, SETTLED_SECONDS, Process, ProcessGroup
from tests.waiting import wait_for


@pytest.fixture
def said():
    """What the group told."""
    return []


@pytest.fixture
def short_lived(monkeypatch):
    """A process that ended by itself, at once: its clock stands still."""
    process = Process("clock", [sys.executable, "-S", "-c", "raise SystemExit(3)"], grace=5)
    wait_for(process.has_ended)
    clock = SimpleNamespace(monotonic=lambda: process.started_at)
    monkeypatch.setattr("installation.supervisor.time", clock)
    return process


class TestProcess:
    def test_is_started_again_in_a_while_when_it_ends_at_once(self, short_lived, said):
        for _ in range(5):
            short_lived.look_after(said.append)

        assert said == [
            "The clock has ended by itself (exit code 3), and what it wrote is above;"
            " it is started again in 1 s."
        ]
        assert short_lived.has_ended()

    def test_is_started_later_each_time(self, short_lived):
        delays = [short_lived.get_delay() for _ in range(8)]

        assert delays == [1, 2, 4, 8, 16, 32, LONGEST_DELAY, LONGEST_DELAY]

    def test_is_started_at_once_after_a_long_life(self, short_lived, said, monkeypatch):
        first = short_lived.process
        short_lived.get_delay()
        long_after = short_lived.started_at + SETTLED_SECONDS + 1
        monkeypatch.setattr("installation.supervisor.time.monotonic", lambda: long_after)

        short_lived.look_after(said.append)

        assert said[0].endswith("started again in 0 s.")
        assert short_lived.process is not first


class TestProcessGroup:
    def test_makes_who_does_not_listen_end(self, said, monkeypatch):
        monkeypatch.setattr("signal.signal", lambda *arguments: None)
        deaf = "import signal, time; [signal.signal(each, signal.SIG_IGN) for each in (2, 15)];"

        with ProcessGroup(said.append) as group:
            command = [sys.executable, "-S", "-c", f"{deaf} print(flush=True); time.sleep(999)"]
            process = Process("deaf one", command, grace=0.1, stdout=-1)
            group.processes.append(process)
            process.process.stdout.readline()

        wait_for(process.has_ended)
        assert process.process.returncode == -9

"""Two senders at once, which are really killed; what a mail server received is the evidence."""

import signal

import pytest

from installation.embedded import processes, server
from tests.background.conftest import database  # noqa: F401 - a fixture
from tests.delivery.senders import at_work
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def workplace(database, tmp_path_factory):  # noqa: F811
    with at_work(database, tmp_path_factory.mktemp("senders") / "log") as senders:
        yield senders


@pytest.fixture
def senders(workplace):
    yield workplace
    workplace.sink.is_held = False
    workplace.sink.let_go.set()
    workplace.stop()
    workplace.sink.let_go.clear()


def send_through(senders, mails, ends, end):
    """Have an issue sent by two senders, while `end` is called so many times, evenly spread."""
    senders.plan(mails)
    senders.start()
    senders.start()
    for number in range(1, ends + 1):
        wait_for(lambda due=number * mails // (ends + 1): len(senders.sink.arrived) >= due)
        end()
    wait_for(senders.is_sent)


def expect_everybody(senders, mails):
    """Nobody was skipped; who got a second mail got the same one, and the report says so."""
    arrived = senders.sink.arrived
    assert {address for address, _id in arrived} == {f"lezer{n}@example.org" for n in range(mails)}
    assert len(set(arrived)) == mails
    assert senders.sink.find_doubles().keys() <= senders.find_flagged()


def count_doubles(senders):
    return sum(senders.sink.find_doubles().values())


@pytest.mark.parametrize(
    ("mails", "kills"), [(120, 4), pytest.param(12_000, 200, marks=pytest.mark.endurance)]
)
def test_kill_skips_nobody_and_may_double_one_mail_each(senders, mails, kills):
    send_through(senders, mails, kills, lambda: senders.replace(signal.SIGKILL))

    expect_everybody(senders, mails)
    assert count_doubles(senders) <= kills
    assert len(senders.find_flagged()) <= kills
    print(f"{mails} mails, {kills} times kill -9: {count_doubles(senders)} doubles")


@pytest.mark.parametrize(
    ("mails", "terms"), [(120, 4), pytest.param(12_000, 100, marks=pytest.mark.endurance)]
)
def test_sigterm_costs_nothing_at_all(senders, mails, terms):
    send_through(senders, mails, terms, lambda: senders.replace(signal.SIGTERM))

    expect_everybody(senders, mails)
    assert (count_doubles(senders), senders.find_flagged()) == (0, set())


@pytest.mark.endurance
def test_kill_of_the_database_skips_nobody(senders):
    """It is started again by whoever looks after it; the senders wait, and keep what was sent."""

    def crash():
        pid_file = senders.data_directory / "postmaster.pid"
        processes.send(signal.SIGKILL, int(pid_file.read_text().split()[0]))
        server.ensure_running(senders.data_directory)

    send_through(senders, 3_000, 5, crash)

    expect_everybody(senders, 3_000)
    assert count_doubles(senders) <= 2 * 5


def test_who_signs_up_meanwhile_does_not_wait_for_the_mailing(senders):
    """It waits here for them: none of its mails is taken until the one to confirm is there."""
    senders.sink.is_held = True
    senders.plan(3)
    senders.start()
    wait_for(lambda: senders.sink.arrived)

    senders.tell("sign-up", 1)

    wait_for(lambda: senders.sink.arrived[-1][0] == "nieuw1@example.org")
    assert len(senders.sink.arrived) == 2

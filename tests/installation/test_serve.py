import re
import signal
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest

from installation.embedded import processes, server
from tests.waiting import PATIENCE, wait_for


def get(address, path, encoding="identity"):
    """Return http.client's response of the site, with its body in `text`."""
    site = HTTPConnection(address, timeout=PATIENCE)
    site.request("GET", path, headers={"Accept-Encoding": encoding})
    response = site.getresponse()
    response.text = response.read().decode(errors="replace")
    site.close()
    return response


def descendants(process_id):
    """Return the ids of the processes that a process started, and of those that these started."""
    found = set()
    for children in Path(f"/proc/{process_id}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found |= {child} | descendants(child)
    return found


def processes_of(process):
    """Return the ids of all that `serve` started, when all of it is there.

    That is the watchdog of the database, and gunicorn with three workers, of which one does the
    background work.
    """
    wait_for(lambda: len(descendants(process.pid)) == 5)
    return descendants(process.pid)


def find_worker(installation):
    """Return the id of the process that began last to do the background work; None without one."""
    newest = "SELECT process_id FROM background_heartbeat ORDER BY started_at DESC LIMIT 1"
    with installation.connect() as database:
        (process_id,) = database.execute(newest).fetchone() or [None]
        return process_id


def has_ended(process_id):
    """Return whether a process has ended; a zombie has."""
    try:
        return ") Z " in Path(f"/proc/{process_id}/stat").read_text()
    # The second is said when it ends between opening and reading.
    except (FileNotFoundError, ProcessLookupError):
        return True


def are_gone(process_ids):
    """Return whether all these processes have ended."""
    return all(has_ended(process_id) for process_id in process_ids)


def find(process_ids, word):
    """Return the id of the process with a word in its command."""
    commands = {each: Path(f"/proc/{each}/cmdline").read_text() for each in process_ids}
    (found,) = [each for each, command in commands.items() if word in command]
    return found


def check_away(address, kept):
    """Check what visitors get while the database is away, and one page was seen before."""
    stylesheet = re.search(r'href="(/static/[^"]+)"', kept.text)[1]
    searches = ["/zoeken/?q=dag", "/en/search/?q=day"]
    paths = ["/", "/robots.txt", stylesheet, *searches, "/nieuwsbrief/aanmelden/"]
    home, robots, file, dutch, english, form = [get(address, path) for path in paths]

    assert (home.status, home.text) == (200, kept.text)
    assert (robots.status, file.status) == (200, 200)
    for response in [dutch, english, form]:
        assert response.status == 503
        assert int(response.headers["Retry-After"]) <= 60
        assert "no-store" in response.headers["Cache-Control"]
        assert 'href="tel:' in response.text
    assert "De site kan deze pagina nu niet laten zien" in dutch.text
    assert '<html lang="nl">' in dutch.text
    assert '<html lang="en">' in english.text
    assert english.headers["Content-Language"] == "en"


class TestASiteThatIsServed:
    @pytest.fixture(scope="class")
    @classmethod
    def site(cls, installation):
        """The process of `serve`, and host and port of the site."""
        with installation.serving() as site:
            yield site

    def test_is_as_in_production(self, site):
        _, address = site

        home = get(address, "/")
        path = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', home.text)[1]
        stylesheet = get(address, path, encoding="gzip")
        missing = get(address, "/bestaat-niet/")

        assert home.status == 200
        assert "<h1" in home.text
        assert stylesheet.headers["Content-Encoding"] == "gzip"
        assert "immutable" in stylesheet.headers["Cache-Control"]
        assert missing.status == 404
        assert "bestaat-niet" not in missing.text, "Django's own page for developers tells the URL"

    def test_is_served_once(self, site, installation):
        _, address = site
        port = address.partition(":")[2]

        code, _, errors = installation.manage("serve")

        assert (code, len(errors.splitlines())) == (1, 1)
        assert f"is served already, at http://localhost:{port}/: stop that first" in errors

    def test_is_there_while_the_database_hangs(self, site, installation):
        _, address = site
        kept = get(address, "/")
        postgres = processes.working_in(installation.data_directory.resolve())

        processes.send(signal.SIGSTOP, *postgres)

        try:
            check_away(address, kept)
        finally:
            processes.send(signal.SIGCONT, *postgres)
        wait_for(lambda: get(address, "/contact/?not-kept=1").status == 200)

    def test_is_there_while_the_database_is_killed(self, site, installation):
        process, address = site
        kept = get(address, "/")
        before = processes_of(process)
        # What keeps the database up is held, so that there is time to look.
        watchdog = find(before, "watchdog")
        processes.send(signal.SIGSTOP, watchdog)
        postgres = processes.working_in(installation.data_directory.resolve())
        processes.send(signal.SIGKILL, processes.postmaster_among(postgres))
        wait_for(lambda: are_gone(postgres))

        try:
            check_away(address, kept)
        finally:
            processes.send(signal.SIGCONT, watchdog)
        wait_for(lambda: get(address, "/contact/?not-kept=1").status == 200)
        # The database is started by the watchdog, and does not stay below it.
        wait_for(lambda: descendants(process.pid) == before)

    def test_has_another_worker_when_one_is_killed(self, site, installation):
        process, address = site
        others = processes_of(process)
        wait_for(lambda: find_worker(installation) in others)
        killed = find_worker(installation)

        processes.send(signal.SIGKILL, killed)

        wait_for(lambda: find_worker(installation) in descendants(process.pid) - others)
        assert processes_of(process) & others == others - {killed}
        assert get(address, "/").status == 200

    def test_has_another_worker_when_its_settings_are_read_again(self, site, installation):
        process, address = site
        others = processes_of(process)
        (gunicorn,) = [each for each in others if descendants(each)]
        watchdog = find(others, "watchdog")

        processes.send(signal.SIGHUP, gunicorn)

        wait_for(lambda: find_worker(installation) in descendants(process.pid) - others)
        assert processes_of(process) & others == {gunicorn, watchdog}
        assert get(address, "/").status == 200

    def test_starts_again_what_ends_and_stops_all_of_it_in_the_end(self, site, installation):
        """The last one here, as it ends the site."""
        process, address = site
        started = processes_of(process)
        postgres = processes.working_in(installation.data_directory.resolve())

        processes.send(signal.SIGKILL, *started, processes.postmaster_among(postgres))

        wait_for(lambda: are_gone(started | postgres))
        now = processes_of(process)
        home = get(address, "/")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=PATIENCE)
        assert not now & started
        assert home.status == 200
        assert process.returncode == 0
        assert are_gone(now)
        assert not server.is_up(installation.data_directory)
        for name in ["watchdog of the database", "web server"]:
            assert f"The {name} was ended by SIGKILL; it is started again in" in errors


class TestServe:
    @pytest.mark.endurance
    def test_stops_all_that_it_started_with_ctrl_c(self, installation):
        with installation.serving() as (process, _):
            started = processes_of(process)

            process.send_signal(signal.SIGINT)

            assert process.wait(timeout=PATIENCE) == 0
            assert are_gone(started)
            assert not server.is_up(installation.data_directory)

    def test_leaves_a_database_that_ran_before(self, installation):
        server.ensure_running(installation.data_directory)
        with installation.serving() as (process, _):
            process.send_signal(signal.SIGINT)
            process.wait(timeout=PATIENCE)

            assert server.is_up(installation.data_directory)

    def test_leaves_nothing_when_it_is_killed(self, installation):
        with installation.serving() as (process, _):
            started = processes_of(process)

            process.kill()

            wait_for(lambda: are_gone(started))
            assert not server.is_up(installation.data_directory)

    def test_says_in_a_sentence_that_gunicorn_does_not_start(self, installation, monkeypatch):
        monkeypatch.setenv("GUNICORN_CMD_ARGS", "--nonsense")

        code, _, errors = installation.manage("serve")

        assert code == 1
        assert "unrecognized arguments: --nonsense" in errors
        assert errors.splitlines()[-1] == (
            "CommandError: gunicorn does not serve the site; what it wrote is above."
        )
        assert not server.is_up(installation.data_directory)

    def test_says_in_a_sentence_that_the_port_is_taken(self, installation):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            code, _, errors = installation.manage("serve", port=port)

        assert code == 1
        assert errors.startswith(f"CommandError: Port {port} is in use: stop the program")
        assert len(errors.splitlines()) == 1

"""The files that pages are kept in: shared by processes, whole at any moment, and bounded."""

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from page_cache.store import Kept, Store

FORK = multiprocessing.get_context("fork")


def make_kept(text="Dag", **changes):
    values = {
        "version": "7",
        "made_at": 1764244800.5,
        "status": 200,
        "headers": [["Content-Type", "text/html"], ["X-Éen", "ja\n"]],
        "bodies": {"identity": text.encode(), "br": b"\n\x00{"},
    }
    return Kept(**values | changes)


def read_text(kept):
    return bytes(kept.bodies["identity"]).decode()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path, room=16 * 10_000)


class TestStore:
    def test_keeps_a_page_as_it_is(self, store):
        kept = make_kept()

        store.keep("/", kept)

        assert store.find("/") == kept
        assert store.find("/nieuws/") is None

    def test_keeps_the_newest(self, store):
        store.keep("/", make_kept("Oud"))
        store.keep("/", make_kept("Nieuw"))

        assert read_text(store.find("/")) == "Nieuw"

    def test_takes_no_more_room_than_it_has(self, store, tmp_path):
        for number in range(400):
            store.keep(f"/{number}/", make_kept("x" * 1000))

        sizes = [path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()]
        assert sum(sizes) <= 16 * 10_000
        assert read_text(store.find("/399/")) == "x" * 1000

    def test_takes_no_more_of_the_disk_with_pages_that_are_small(self, store, tmp_path):
        for number in range(400):
            store.keep(f"/{number}/", make_kept("", bodies={"identity": b""}))

        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert len(files) * 4096 <= 16 * 10_000

    def test_lets_invented_addresses_go_first(self, store):
        store.keep("/", make_kept("x" * 1000))
        for number in range(400):
            store.keep(f"/{number}/", make_kept("x" * 1000, is_first_to_go=True))

        assert store.find("/")

    def test_takes_a_damaged_file_for_none(self, store):
        store.keep("/", make_kept())
        for damage in [b"", b"no page", b"[1]\n", b'{"a": 1}\n']:
            Path(store.get_path("/")).write_bytes(damage)

            assert store.find("/") is None

    def test_takes_a_part_of_a_file_for_none(self, store):
        store.keep("/", make_kept("x" * 1000))
        path = Path(store.get_path("/"))
        path.write_bytes(path.read_bytes()[:-500])

        assert store.find("/") is None

    def test_does_without_a_disk_that_it_may_not_write_on(self, tmp_path, caplog):
        # Root may write everywhere, but in no file as in a folder.
        (tmp_path / "file").touch()
        store = Store(tmp_path / "file", room=16 * 10_000)

        with store.making("/") as turn:
            store.keep("/", make_kept())
            store.forget("/")

        assert not turn.has_waited
        assert store.find("/") is None
        assert "could not be kept" in caplog.text

    def test_forgets_all_of_it(self, store):
        store.forget_all()
        for key in ["/", "/nieuws/"]:
            store.keep(key, make_kept())

        store.forget_all()

        assert store.find("/") is None
        assert store.find("/nieuws/") is None

    def test_keeps_nothing_on_a_full_disk_and_leaves_nothing(self, store, tmp_path, caplog):
        store.keep("/", make_kept("Oud"))
        # The smallest full disk: no file of this process may be longer than a byte.
        process = FORK.Process(target=keep_with_room_for_one_byte, args=[store])
        process.start()
        process.join()

        assert process.exitcode == 0
        assert read_text(store.find("/")) == "Oud"
        assert len(list(Path(store.get_path("/")).parent.iterdir())) == 1

    def test_removes_what_a_killed_process_left(self, store, monkeypatch):
        store.keep("/", make_kept())
        left = Path(store.get_path("/")).with_suffix(".1-1")
        left.write_bytes(b"half")
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 120)

        store.keep("/", make_kept())

        assert not left.exists()


def keep_with_room_for_one_byte(store):
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))
    store.keep("/", make_kept("Nieuw"))


class TestEightProcesses:
    def test_make_a_page_once(self, store, tmp_path):
        made = tmp_path / "made"
        barrier = FORK.Barrier(8)
        processes = [FORK.Process(target=get, args=[store, barrier, made]) for _ in range(8)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()

        assert [process.exitcode for process in processes] == [0] * 8
        assert len(made.read_text()) == 1

    def test_never_read_half_a_page(self, store):
        barrier = FORK.Barrier(8)
        processes = [FORK.Process(target=write_and_read, args=[store, barrier]) for _ in range(8)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()

        assert [process.exitcode for process in processes] == [0] * 8

    def test_go_on_when_one_is_killed_that_made_it(self, store):
        holds = FORK.Event()
        process = FORK.Process(target=hold, args=[store, holds])
        process.start()
        holds.wait()

        process.kill()
        process.join()

        with store.making("/") as turn:
            assert turn.file


def get(store, barrier, made):
    """Ask for a page as the middleware does; write a letter when it had to be made."""
    barrier.wait()
    with store.making("/"):
        if store.find("/") is None:
            with made.open("a") as file:
                file.write("x")
            store.keep("/", make_kept())


def write_and_read(store, barrier):
    barrier.wait()
    letter = "abcdefgh"[os.getpid() % 8]
    for _ in range(50):
        store.keep("/", make_kept(letter * 3000))
        text = read_text(store.find("/"))
        assert text == text[0] * 3000


def hold(store, holds):
    with store.making("/"):
        holds.set()
        multiprocessing.Event().wait()

"""Backups are whole, take no room twice, and leave the machine in a form that nobody else reads."""

import io
import stat
import tarfile

import pyrage
import pytest

from backups import making
from backups.errors import BackupError
from backups.files import get_places
from backups.folder import UNFINISHED, Backup, alone, list_backups
from backups.making import make
from backups.models import Kind, Outcome
from tests.factories import LibraryImageFactory


@pytest.fixture(scope="module")
def backup(backup_dir):
    return make(say=str)


def list_files(backup, place):
    return [path for path in (backup.files / place).rglob("*") if path.is_file()]


class TestABackup:
    def test_has_uploads_and_pictures_for_the_owner_alone(self, backup):
        contents = backup.read_manifest()

        assert len(list_files(backup, "uploads")) == len(contents.files["uploads"]) > 0
        assert len(list_files(backup, "media")) == len(contents.files["media"]) > 0
        assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700
        assert "NEWSLETTER_PEPPER" in contents.left_out

    def test_links_what_did_not_change_and_copies_what_did(self, backup):
        unchanged, *_others = list_files(backup, "uploads")
        changed = next(path for path in get_places()["media"].rglob("*.png"))
        changed.write_bytes(changed.read_bytes() + b"more")
        LibraryImageFactory(title="Nieuw")

        again = make(say=str)

        name = changed.relative_to(get_places()["media"])
        place = unchanged.relative_to(backup.files)
        assert (again.files / place).stat().st_ino == unchanged.stat().st_ino
        assert (again.files / "media" / name).read_bytes() == changed.read_bytes()
        assert (backup.files / "media" / name).read_bytes() != changed.read_bytes()
        assert len(list_files(again, "uploads")) == len(list_files(backup, "uploads")) + 1

    def test_is_not_made_while_another_process_is_at_it(self, backup):
        there = list_backups()

        with alone(), pytest.raises(BackupError, match="Another process is busy"):
            make(say=str)

        assert list_backups() == there

    def test_leaves_the_disk_its_room(self, backup, monkeypatch):
        there = sorted(backup.path.parent.iterdir())
        monkeypatch.setattr(making, "LEAST_FREE", 10**15)

        with pytest.raises(BackupError, match=r"is free\. Make room there"):
            make(say=str)

        assert sorted(backup.path.parent.iterdir()) == there
        assert Outcome.objects.get(kind=Kind.BACKUP).has_failed

    def test_is_nothing_until_it_is_whole(self, backup, monkeypatch):
        """Nor when its process is killed, which leaves the folder behind."""
        half = backup.path.parent / f"{UNFINISHED}2026-11-27-030000"
        half.mkdir()
        monkeypatch.setattr(making.manifest, "fingerprint_pepper", lambda: 1 / 0)
        there = list_backups()

        with pytest.raises(ZeroDivisionError):
            make(say=str)

        assert list_backups() == there
        assert not list(backup.path.parent.glob(f"{UNFINISHED}*"))

    def test_can_be_copied_for_who_has_the_key(self, backup, settings, tmp_path):
        key = pyrage.x25519.Identity.generate()
        settings.BACKUP_COPY_DIR, settings.BACKUP_COPY_KEY = str(tmp_path), str(key.to_public())
        settings.BACKUP_COPIES_KEPT = 1

        for _day in range(2):
            made = make(say=str)

        (copy,) = tmp_path.iterdir()
        archive = io.BytesIO(pyrage.decrypt(copy.read_bytes(), [key]))
        with tarfile.open(fileobj=archive) as tar:
            tar.extractall(tmp_path / "taken out", filter="data")
        taken_out = Backup(tmp_path / "taken out" / made.name)
        assert copy.name == f"{made.name}.tar.age"
        assert taken_out.read_manifest() == made.read_manifest()
        assert taken_out.database.read_bytes() == made.database.read_bytes()

    @pytest.mark.parametrize(
        ("folder", "key", "reason"),
        [("/nowhere", "", "There is no folder"), (".", "age1no", "is not a public key")],
    )
    def test_says_why_there_is_no_copy(self, backup, settings, folder, key, reason):
        settings.BACKUP_COPY_DIR, settings.BACKUP_COPY_KEY = folder, key

        with pytest.raises(BackupError, match=f"was made, but no copy: .*{reason}"):
            make(say=str)

        assert Outcome.objects.get(kind=Kind.COPY).has_failed
        assert not Outcome.objects.get(kind=Kind.BACKUP).has_failed

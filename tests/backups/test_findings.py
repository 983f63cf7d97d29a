"""What staff read of backups on the screen about background work."""

from datetime import timedelta

import pytest

from backups.findings import find_backups
from backups.models import Kind, Outcome

pytestmark = pytest.mark.django_db


def read():
    """Return what is said of the backup, the trial and the copy: whether it is well, and how."""
    return [(finding.is_well, finding.text) for finding in find_backups()]


class TestFindings:
    def test_warn_while_there_is_no_backup(self):
        backup, proof, copy = read()

        assert backup == proof == (False, "Dat is nog niet gebeurd.")
        assert copy[0] is None
        assert "geen kopie naar een andere plek" in copy[1]

    def test_say_when_it_was_done(self, settings):
        settings.BACKUP_COPY_DIR = "/mnt/elsewhere"
        for kind in Kind:
            Outcome.note_success(kind, "2026-11-27-030000")

        backup, proof, copy = read()

        assert backup[1].startswith("De laatste back-up is van ")
        assert proof[1].endswith("is een back-up op proef teruggezet, en alles zat erin.")
        assert copy[1].startswith("De laatste kopie is van ")
        assert all([backup[0], proof[0], copy[0]])

    def test_tell_a_copy_that_is_late_from_one_that_nobody_wants(self, settings, now):
        settings.BACKUP_COPY_DIR = "/mnt/elsewhere"
        Outcome.note_success(Kind.COPY, "2026-11-27-030000")
        Outcome.objects.update(succeeded_at=now - timedelta(days=3))

        _backup, _proof, copy = read()

        assert copy[0] is False
        assert copy[1].startswith("De laatste kopie is van ")
        assert "Dat is te lang geleden. Zeg het tegen wie de site technisch beheert." in copy[1]

    def test_warn_when_it_failed_since_or_was_long_ago(self, now):
        Outcome.note_success(Kind.BACKUP, "2026-11-27-030000")
        Outcome.note_success(Kind.PROOF, "2026-11-27-030000")
        Outcome.objects.filter(kind=Kind.BACKUP).update(failed_at=now + timedelta(days=1))
        Outcome.objects.filter(kind=Kind.PROOF).update(succeeded_at=now - timedelta(days=15))

        backup, proof, _copy = read()

        assert not backup[0]
        assert "mislukte het. Zeg het tegen wie de site technisch beheert." in backup[1]
        assert not proof[0]

    def test_are_well_again_after_a_success(self, now):
        Outcome.note_failure(Kind.BACKUP)
        Outcome.objects.update(failed_at=now - timedelta(days=1))
        Outcome.note_success(Kind.BACKUP, "2026-11-27-030000")

        assert read()[0][0]
        assert "mislukte" not in read()[0][1]

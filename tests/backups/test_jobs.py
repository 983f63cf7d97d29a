"""What the worker does by itself, and the long way round: a site of its own, with its commands."""

import pytest
from django.conf import settings

from backups import jobs
from backups.errors import BackupError
from tests.installations import install, remove


class TestJobs:
    def test_fail_with_what_the_command_says(self, monkeypatch):
        monkeypatch.setattr(settings, "SETTINGS_MODULE", "cms.settings.of_nobody")

        with pytest.raises(BackupError, match="No module named"):
            jobs.make_backup()

    def test_are_done_by_the_worker(self):
        assert {"backups.jobs.make_backup", "backups.jobs.prove_backup"} <= set(
            settings.PERIODIC_WORK
        )


@pytest.mark.endurance
class TestAnInstallation:
    """The short form is `test_restoring`, in which no process begins anew."""

    def test_is_backed_up_proven_and_put_back_by_its_commands(self):
        site = install()
        try:
            # The worker made one with its first work.
            before = set((site.var / "backups").iterdir())
            code, output, errors = site.manage("backup")
            assert code == 0, errors
            (backup,) = set((site.var / "backups").iterdir()) - before
            code, output, errors = site.manage("backup", "--verify")
            assert code == 0, errors
            assert f"The backup {backup.name} is proven" in output
            code, output, errors = site.manage("restore", backup.name)
            assert code == 1
            assert "nothing was done" in errors
            code, output, errors = site.manage("restore", backup.name, "--overwrite")
            assert code == 0, errors
        finally:
            remove(site)

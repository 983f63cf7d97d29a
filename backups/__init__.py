"""Backups: made every day, proven every week by putting one back on trial, and put back for real.

A backup is a folder in BACKUP_DIR, named by its moment (UTC):

    2026-11-27-030000/
        manifest.json    what it holds: rows of each table, size and hash of each file
        database.dump    PostgreSQL's own form (pg_dump --format=custom)
        files/uploads/   what was uploaded, private files included
        files/media/     the pictures that were made of it

A folder with such a name is whole: it gets the name when all of it is on the disk. Files that did
not change are the same file in each backup (hard links), so that a day costs what changed.

`manage.py backup` makes one, `manage.py backup --verify` proves one, `manage.py restore` puts one
back; the first two are done by the worker as well (`backups.jobs`). The secrets are in none. Who
has to do something when a backup was put back listens to `backups.signals.restored`. Why it is
so: docs/decisions/0053-backups.md.
"""

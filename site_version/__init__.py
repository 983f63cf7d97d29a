"""Which version of the site visitors see: it is another one as soon as anything they see changes.

What is made from the database and costs much is kept with the version that it was made from:

    from site_version.version import get_version

    get_version()  # Version(number=1764244800123456, day=datetime.date(2026, 11, 27))

- The database itself raises the number, by triggers, in the transaction that changes something:
  every way in counts, and nobody who changes something has to think of it.
- Two versions are equal only when visitors see the same. The day is a part of it, since calls
  close, partners join and news is no longer featured when a day begins.
- A new table is decided upon in `tables.py`; a test fails until it is.
- Other processes hear the number that was raised on the channel `CHANNEL` (PostgreSQL's NOTIFY).

Why it is so: docs/decisions/0035-site-version.md.
"""

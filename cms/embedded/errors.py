"""What can be wrong with the server."""

import psycopg


class ServerError(psycopg.OperationalError):
    """There is no server, for a reason that somebody has to act on; the message says how.

    Being psycopg's, it reaches the callers of Django's connections as Django's OperationalError.
    """

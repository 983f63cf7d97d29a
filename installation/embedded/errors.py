"""What goes wrong with the server; apart, as those who only look after it need no psycopg."""

import psycopg

__all__ = ["ServerError"]


class ServerError(psycopg.OperationalError):
    """There is no server, for a reason that somebody has to act on; the message says how.

    Being psycopg's, it reaches the callers of Django's connections as Django's OperationalError.
    """

"""psycopg as Django's backend uses it (PEP 249), with connections that notice a silent server."""

import psycopg
from psycopg import (
    Binary,
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
)

from background.postgresql import patience

__all__ = [
    "Binary",
    "DataError",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "InterfaceError",
    "InternalError",
    "NotSupportedError",
    "OperationalError",
    "ProgrammingError",
    "connect",
]

# How often it is seen whether the silence lasts too long.
LOOK_SECONDS = 0.05


class PatientConnection(psycopg.Connection):
    """A connection that gives up when the server is away, as the process's Patience says."""

    def wait(self, gen, interval=LOOK_SECONDS, timeout=None):
        """Return what a generator of psycopg gives; raise SilentError, and be closed."""
        if patience.get().silence is None:
            return super().wait(gen, interval, timeout)
        listener = patience.listen(gen, self.pgconn.host.decode(), self.pgconn.port.decode())
        try:
            return super().wait(listener, interval, timeout)
        except patience.SilentError:
            # Else the end of the transaction would wait for it too.
            self.close()
            raise


connect = PatientConnection.connect

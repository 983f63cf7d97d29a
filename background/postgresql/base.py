"""The backend itself."""

from django.db.backends.postgresql import base

from background.postgresql import driver, patience


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections that wait for the database no longer than the process wants to."""

    Database = driver

    def get_new_connection(self, conn_params):
        """Return a connection; raises psycopg's OperationalError when the server is away."""
        wanted, host = patience.get(), conn_params.get("host", "")
        # Of more than one server, libpq takes the first that answers.
        if wanted.silence is not None and host and "," not in host:
            patience.check(host, str(conn_params.get("port", 5432)), wanted.answer)
        connection = super().get_new_connection(conn_params)
        if wanted.statement:
            connection.execute(
                f"SET statement_timeout = {wanted.statement}; SET lock_timeout = {wanted.lock}"
            )
            connection.commit()
        return connection

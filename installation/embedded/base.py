"""Django's PostgreSQL backend, with a server that starts when it is needed."""

import os
from pathlib import Path

from django.db.backends.postgresql import client as postgresql

from background.postgresql import base, patience

from . import programs, server, watchdog


class DatabaseClient(postgresql.DatabaseClient):
    """The wheel's own psql, for `manage.py dbshell`."""

    executable_name = str(programs.PROGRAMS / "psql")

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        """Return Django's arguments and environment for psql, led to the socket."""
        address = _address(Path(settings_dict["HOST"]))
        settings_dict = {**settings_dict, "HOST": address["host"], "PORT": address["port"]}
        return super().settings_to_cmd_args_env(settings_dict, parameters)

    def runshell(self, parameters):
        """Run psql on a server that is up."""
        server.ensure_running(Path(self.connection.settings_dict["HOST"]))
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections to the embedded server of the data directory that HOST names."""

    client_class = DatabaseClient

    # False makes a server that is down a failed connection, as with any other database.
    starts_server = True
    # True makes it a short wait first: another process sees to it that the server is up.
    has_watchdog = watchdog.ENVIRONMENT.items() <= os.environ.items()

    def get_new_connection(self, conn_params):
        """Return a connection; start the server only when there is none to connect to.

        Raises psycopg's OperationalError, of which `server.ServerError` is one.
        """
        try:
            return self._connect(conn_params)
        except self.Database.OperationalError as error:
            if not self._is_worth_another_try(error):
                raise
        data_directory = Path(self.settings_dict["HOST"])
        if self.has_watchdog:
            server.wait_until_up(data_directory)
        else:
            server.ensure_running(data_directory)
        return self._connect(conn_params)

    def _is_worth_another_try(self, error):
        """Return whether a server may be up after a moment that could not be connected to."""
        if isinstance(error, patience.SilentError):
            return False
        return self.starts_server and (patience.get().for_restart or not self.has_watchdog)

    def _connect(self, conn_params):
        address = _address(Path(self.settings_dict["HOST"]))
        return super().get_new_connection({**conn_params, **address})


def _address(data_directory):
    """Return libpq's host and port for the server of a data directory."""
    return {"host": server.socket_directory(data_directory), "port": server.PORT}

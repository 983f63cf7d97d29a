"""What a command of manage.py runs when nobody said which settings: never a second site.

Without settings it is the site on this machine, with a database, keys and a pepper of its own,
which it makes. On a server that would be a site beside the real one, and whoever migrates it thinks
that the real one was. The standard library only, as nothing else is loaded yet.
"""

from pathlib import Path

__all__ = ["ENVIRONMENT", "OnServerError", "choose_settings"]

# Where docs/deploy.md keeps the variables of a server.
ENVIRONMENT = Path("/etc/werkplaats.env")
SETTINGS = "DJANGO_SETTINGS_MODULE"
LOCAL = "cms.settings.local"


class OnServerError(Exception):
    """This is a server, and the command was not told so; the message says what to do."""


def choose_settings(environ, environment=ENVIRONMENT):
    """Name the settings of this machine in `environ`, unless some are. Raises OnServerError."""
    if environ.get(SETTINGS):
        return
    if environment.exists():
        raise OnServerError(
            f"This machine is a server ({environment} is there): manage.py by itself would make "
            f"another site beside it. As root: werkplaats COMMAND, for example: werkplaats check\n"
            f"For a site of your own on this machine all the same: {SETTINGS}={LOCAL}"
        )
    environ[SETTINGS] = LOCAL

"""Asks the site in this container whether it lives: python -m production.ask

There is no curl in the image. Ends badly when there is no answer. The standard library only, since
it is started twice a minute.
"""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection

# `production.health` answers it.
LIVE = "/-/live"
SECONDS = 4


def lives(port):
    """Return whether something answers on a port of this machine that it lives."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", LIVE)
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not lives(int(os.environ.get("PORT", "8000"))))

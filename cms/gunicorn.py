"""Gunicorn's settings, the same for `make run` and for production."""

import gc
import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"

# Two processes keep the site answering while one of them works or restarts; threads wait for the
# database side by side.
workers = 2
worker_class = "gthread"
threads = 4
# Loaded once and shared: half the memory, and a mistake in the code shows before a worker starts.
preload_app = True
graceful_timeout = 10

# Workers prove that they live by touching a file: in memory, where a slow disk cannot stop them.
worker_tmp_dir = "/dev/shm"  # noqa: S108
# Nobody uses it, and two sites of one account would share its file in the home directory.
control_socket_disable = True

# Links in mails of the newsletter have a token, which is nobody else's business.
logger_class = "cms.logs.AccessLogger"
# Each HEAD request gives a warning, because Django leaves it to the server to drop the body.
loglevel = "error"


def when_ready(server):
    """Load what the first pages need, and keep all of it out of the garbage collector.

    Before the workers are forked: they share it. A worker's collector would touch, and so copy, all
    of it: more memory, and seconds to stop.
    """
    # Gunicorn reads this module before it loads the site.
    from cms.warming import warm

    warm(server.app.wsgi())
    gc.collect()
    gc.freeze()

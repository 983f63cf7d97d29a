"""What is answered when something fails that is no mistake in the code."""

import errno
import sys

from django.views import defaults

from accounts.refusals import refuse_full_disk
from background.retries import DATABASE_FAILURES, is_database_lost
from page_cache.away import say_away

__all__ = ["answer_error"]

# No room on the disk, for this account, or for one file.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def answer_error(request):
    """Return the answer to an error that no view answered; the handler500 of the site."""
    error = sys.exc_info()[1]
    if isinstance(error, DATABASE_FAILURES) and is_database_lost(error):
        return say_away(request)
    if isinstance(error, OSError) and error.errno in FULL:
        return refuse_full_disk(request)
    return defaults.server_error(request)

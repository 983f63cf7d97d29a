#!/usr/bin/env python
"""Django's command-line tool; without DJANGO_SETTINGS_MODULE it runs the site on this machine."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from production.shell import OnServerError, choose_settings

if __name__ == "__main__":
    try:
        choose_settings(os.environ)
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OnServerError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:  # Ctrl-C while the code is still being read
        sys.exit("\nStopped.")

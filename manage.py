#!/usr/bin/env python
"""Django's command-line tool; without DJANGO_SETTINGS_MODULE it runs the site on this machine."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:  # Ctrl-C while the code is still being read
        sys.exit("\nStopped.")

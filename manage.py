#!/usr/bin/env python
"""Run a management command; on a developer's machine nothing needs to be set first."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netwerk.settings")
    # A server process (netwerk.wsgi) defaults to production and refuses to start without its settings.
    os.environ.setdefault("NETWERK_MODE", "local")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

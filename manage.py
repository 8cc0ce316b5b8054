#!/usr/bin/env python
"""Run a management command; on a developer's machine nothing needs to be set first."""

import os
import signal
import sys
from types import FrameType


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netwerk.settings")
    # A server process (netwerk.wsgi) defaults to production and refuses to start without its settings.
    os.environ.setdefault("NETWERK_MODE", "local")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("SHOW_DEMO_NOTICE", "true")
    # A closed terminal or a polite kill ends a command as Ctrl-C does: by cleaning up. Not under nohup.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)

    from django.core.management import execute_from_command_line

    from netwerk.lib.database.embedded import EmbeddedError

    try:
        execute_from_command_line(sys.argv)
    except EmbeddedError as error:
        sys.exit(f"The embedded database cannot be used. {error}")
    except KeyboardInterrupt:
        end(signal.SIGINT, None)


def end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()

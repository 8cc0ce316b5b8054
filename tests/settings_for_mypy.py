"""What mypy's Django plugin imports: the settings of this machine, so that reading code needs no secret key."""

import os

os.environ.setdefault("NETWERK_MODE", "local")

from netwerk.settings import *  # noqa: F403

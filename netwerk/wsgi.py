"""The entry for gunicorn and other application servers: `netwerk.wsgi:application`."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netwerk.settings")

django_application = get_wsgi_application()

# These read the settings, which are there now.
from netwerk.lib.page_cache import PageCache  # noqa: E402
from netwerk.lib.search.words import read_dictionaries  # noqa: E402

application = PageCache(django_application)
# Or else the first who searches would wait a second for them.
Thread(target=read_dictionaries, daemon=True, name="dictionaries").start()

"""The entry for gunicorn and other application servers: `netwerk.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netwerk.settings")

application = get_wsgi_application()

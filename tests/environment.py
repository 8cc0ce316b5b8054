"""pytest plugin: the environment of a test run, made before Django reads its settings.

Loaded with `-p tests.environment` (pyproject.toml). What it sets, it sets in os.environ, so that the workers of
pytest-xdist inherit everything, the database server included.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What somebody has set for a site of their own must not change what the tests see.
NOT_INHERITED = (
    "ALLOWED_HOSTS",
    "SITE_URL",
    "BEHIND_HTTPS_PROXY",
    "CACHE_URL",
    "CITY_NAME",
    "CONTACT_EMAIL",
    "CONTACT_PHONE",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "MEDIA_ROOT",
    "MUNICIPALITY_CODE",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SHOW_DEMO_NOTICE",
    "SITE_NAME",
)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """A wrapper comes before pytest-django, which reads the settings here."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        prepare()
    yield


def prepare() -> None:
    """Set the environment; start the embedded server unless DATABASE_URL names another."""
    for name in NOT_INHERITED:
        os.environ.pop(name, None)
    files = Path(tempfile.mkdtemp(prefix="netwerk-tests-"))
    atexit.register(shutil.rmtree, files, ignore_errors=True)
    os.environ["NETWERK_MODE"] = "local"
    os.environ["VAR_DIR"] = str(files)
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(60)
    # One connection lives through many tests, each with other rows that nobody counted: a plan that was made for empty
    # tables and kept (netwerk.lib.statements) would walk through thousands of rows for each of thousands.
    os.environ["PGOPTIONS"] = "-c plan_cache_mode=force_custom_plan"
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start_server(ROOT / "var" / "test-postgres")


def start_server(folder: Path) -> str:
    """The address of a fast and careless server that lives as long as the last test run that uses it.

    Every run has a database of its own, so that two can go on at the same time.
    """
    from netwerk.lib.database import embedded

    try:
        server = embedded.start(folder, durable=False)
        embedded.drop_leftovers(folder, starting_with="test_netwerk_")
    except embedded.EmbeddedError as error:
        raise pytest.UsageError(str(error)) from error
    host = quote(str(server.place.sockets), safe="")
    return f"postgresql://postgres@/netwerk_{os.getpid()}?host={host}&port=5432"


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before any worker reads them."""
    from django.core.management import call_command, get_commands

    if not hasattr(config, "workerinput") and "translations" in get_commands():
        call_command("translations", "compile", verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def plain_static_files() -> Iterator[None]:
    """Static files under their own names, straight from static/: no collectstatic before a test run."""
    from django.conf import settings
    from django.test import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield

"""The data to measure on: the demonstration city and many rows.

Each size has a database of its own in var/, which is kept for the next run.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Filling an index that is there takes five times as long as making one afterwards.
WITHOUT_INDEX = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP INDEX IF EXISTS search_tokens")
    cursor.execute("TRUNCATE lib_changeddocument")
"""
WITH_INDEX = """
from django.db import connection
from netwerk.lib.models import SearchDocument
tokens = next(index for index in SearchDocument._meta.indexes if index.name == "search_tokens")
with connection.cursor() as cursor:
    cursor.execute("SET maintenance_work_mem = '512MB'")
with connection.schema_editor() as editor:
    editor.add_index(SearchDocument, tokens)
with connection.cursor() as cursor:
    cursor.execute("VACUUM ANALYZE")
"""


def environment(size: int, **more: str) -> dict[str, str]:
    """The environment of the site with `size` organisations."""
    folder = ROOT / "var" / f"bench-{size}"
    return {**os.environ, "NETWERK_MODE": "local", "VAR_DIR": str(folder), "LOG_LEVEL": "ERROR", **more}


def manage(size: int, *words: str) -> str:
    """Run manage.py on the data of `size`; its output."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment(size), check=True, capture_output=True, text=True)
    return done.stdout


def prepare(size: int) -> None:
    """Make the data of `size` unless it is there; a million organisations take a quarter of an hour, once."""
    mark = ROOT / "var" / f"bench-{size}" / "ready"
    manage(size, "db", "start")
    manage(size, "migrate", "--verbosity=0")
    manage(size, "createcachetable", "--verbosity=0")
    manage(size, "translations", "compile")
    manage(size, "collectstatic", "--no-input", "--verbosity=0")
    if mark.exists():
        return
    manage(size, "demo_data", "--verbosity=0")
    manage(size, "demo_data", f"--scale={size}", "--verbosity=0")
    manage(size, "shell", "--verbosity=0", "-c", WITHOUT_INDEX)
    manage(size, "reindex", "--verbosity=0")
    manage(size, "shell", "--verbosity=0", "-c", WITH_INDEX)
    mark.touch()


def stop(size: int) -> None:
    manage(size, "db", "stop")

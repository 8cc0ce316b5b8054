"""The embedded server, for real: every test starts a throw-away one in a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from netwerk.lib.database import embedded
from netwerk.lib.database.base import DatabaseWrapper
from netwerk.lib.database.place import SHARED_FOLDER, find_place
from netwerk.lib.database.server import Server

ROOT = Path(__file__).resolve().parents[2]
USER_OF_THE_SERVER = """
import sys
from pathlib import Path
from netwerk.lib.database import embedded
embedded.start(Path(sys.argv[1]), durable=False)
print("started", flush=True)
try:
    sys.stdin.read()
except KeyboardInterrupt:
    pass
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for one server. Not tmp_path, which the plain user that root runs the server as cannot reach."""
    base = Path(tempfile.mkdtemp(prefix="netwerk-embedded-"))
    base.chmod(0o755)
    folder = base / "postgres"
    yield folder
    embedded.release(folder)
    if folder.exists():
        server = server_in(folder)
        server.stop()
        shutil.rmtree(server.place.sockets, ignore_errors=True)
    shutil.rmtree(base)


def server_in(folder: Path) -> Server:
    return Server(find_place(folder), durable=False)


def start_user(folder: Path) -> "subprocess.Popen[str]":
    """Another process that uses the server of this folder; returns when the server runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER_OF_THE_SERVER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "started\n"
    return process


def end(process: "subprocess.Popen[str]", number: signal.Signals) -> int:
    process.send_signal(number)
    process.communicate(timeout=30)
    return process.returncode


def main_process(folder: Path) -> int:
    return int((find_place(folder).data / "postmaster.pid").read_text().splitlines()[0])


def test_settings_start_nothing_and_make_no_folder(folder: Path) -> None:
    settings = embedded.django_settings(folder)

    assert settings["ENGINE"] == "netwerk.lib.database"
    assert not folder.exists()


def test_it_is_shared_and_stops_after_the_last_user(folder: Path) -> None:
    first, second = start_user(folder), start_user(folder)
    server = server_in(folder)

    assert end(first, signal.SIGINT) == 0
    assert server.is_ready()
    assert end(second, signal.SIGINT) == 0
    assert not server.is_ready()


def test_it_starts_again_after_everything_was_killed(folder: Path) -> None:
    user = start_user(folder)
    server_process = main_process(folder)
    os.kill(server_process, signal.SIGKILL)
    end(user, signal.SIGKILL)

    again = start_user(folder)

    assert server_in(folder).is_ready()
    assert main_process(folder) != server_process
    assert end(again, signal.SIGINT) == 0


def test_a_server_that_outlived_its_users_stops_with_the_next_one(folder: Path) -> None:
    end(start_user(folder), signal.SIGKILL)
    server = server_in(folder)
    assert server.is_ready()

    end(start_user(folder), signal.SIGINT)

    assert not server.is_ready()


def test_an_id_that_another_process_has_got_by_now_is_no_obstacle(folder: Path) -> None:
    end(start_user(folder), signal.SIGINT)
    place = find_place(folder)
    for lock_file in (place.data / "postmaster.pid", place.sockets / ".s.PGSQL.5432.lock"):
        lock_file.write_text(f"{os.getpid()}\n{place.data}\n1\n5432\n{place.sockets}\n\n")
        place.give(lock_file)

    user = start_user(folder)

    assert server_in(folder).is_ready()
    assert end(user, signal.SIGINT) == 0


def test_a_kept_server_stays_until_it_is_stopped(folder: Path) -> None:
    embedded.start(folder, durable=False)
    embedded.keep(folder)
    embedded.release(folder)
    assert embedded.status(folder).is_running
    assert embedded.status(folder).is_kept

    embedded.stop(folder)

    assert not embedded.status(folder).is_running
    assert not embedded.status(folder).is_kept


def test_it_does_not_stop_under_somebody_who_uses_it(folder: Path) -> None:
    user = start_user(folder)

    with pytest.raises(embedded.EmbeddedError, match="Another process still uses"):
        embedded.stop(folder)

    assert server_in(folder).is_ready()
    end(user, signal.SIGINT)


def test_a_forked_child_leaves_the_server_to_its_parent(folder: Path) -> None:
    server = embedded.start(folder, durable=False)
    child = os.fork()
    if child == 0:
        embedded._release_all()
        os._exit(0)
    os.waitpid(child, 0)

    assert server.is_ready()


@pytest.mark.parametrize("name", ["a" * 90, "met spatie, komma en 'aanhaling'", "straße-$HOME"])
def test_it_lives_in_a_folder_with_any_name(folder: Path, name: str) -> None:
    odd = folder / name
    server = embedded.start(odd, durable=False)
    try:
        assert server.is_ready()
        assert server.place.sockets.stat().st_mode & 0o777 == 0o700
        assert server.place.data.parent == odd
    finally:
        embedded.release(odd)
        shutil.rmtree(server.place.sockets, ignore_errors=True)


def test_data_of_another_version_are_refused_with_a_way_out(folder: Path) -> None:
    end(start_user(folder), signal.SIGINT)
    (folder / "data" / "PG_VERSION").write_text("17\n")

    with pytest.raises(embedded.EmbeddedError, match=r"made by PostgreSQL 17 .* docs/database\.md"):
        embedded.start(folder, durable=False)


def test_a_folder_that_was_half_made_is_made_again(folder: Path) -> None:
    (folder / "data.unfinished").mkdir(parents=True)
    (folder / "data.unfinished" / "PG_VERSION").write_text("18\n")

    assert embedded.start(folder, durable=False).is_ready()


def test_django_starts_it_upon_the_first_connection_and_after_a_crash(folder: Path) -> None:
    connection = wrapper(folder)
    assert ask(connection) == 1
    os.kill(main_process(folder), signal.SIGKILL)

    assert ask(connection) == 1


def test_a_missing_database_is_an_ordinary_error(folder: Path) -> None:
    connection = wrapper(folder)
    connection.settings_dict["NAME"] = "nergens"

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(connection)


def test_upper_and_lower_case_work_beyond_english(folder: Path) -> None:
    server = embedded.start(folder, durable=False)
    with psycopg.connect(**server.connection_options(), user="postgres", dbname="netwerk") as connection:
        row = connection.execute("SELECT lower('CAFÉ ĲSSEL'), 'É' ILIKE 'é'").fetchone()

    assert row == ("café ĳssel", True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_root_runs_it_elsewhere_when_the_plain_user_cannot_get_there(folder: Path) -> None:
    folder.parent.chmod(0o700)
    server = embedded.start(folder, durable=False)
    try:
        assert server.is_ready()
        assert server.place.home.parent == SHARED_FOLDER
        assert server.place.data.stat().st_uid != 0
    finally:
        embedded.release(folder)
        folder.parent.chmod(0o755)
        shutil.rmtree(server.place.home)


def wrapper(folder: Path) -> DatabaseWrapper:
    defaults = {
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": 0,
        "HOST": "",
        "OPTIONS": {},
        "PASSWORD": "",
        "PORT": "",
        "TIME_ZONE": None,
    }
    embedded.start(folder, durable=False)
    embedded.release(folder)
    return DatabaseWrapper({**defaults, **embedded.django_settings(folder)}, alias="embedded")


def ask(connection: DatabaseWrapper) -> object:
    """Through the engine itself: pytest-django guards the usual way in."""
    with connection.get_new_connection(connection.get_connection_params()) as opened:
        return opened.execute("SELECT 1").fetchone()[0]

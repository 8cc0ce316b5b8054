"""One embedded PostgreSQL server: made once, started, stopped, asked how it is.

Whoever calls start() or stop() holds the lock of embedded.py.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from netwerk.lib.database.place import MAJOR_VERSION, EmbeddedError, Place

USER = "postgres"
DATABASE = "netwerk"
PORT = 5432
READY, NOBODY = 0, 2
# A killed server needs a moment before its last processes are gone and a new one may start.
SECONDS_TO_START = 60.0
PAUSE = 0.2
# What a throw-away server does without: nothing of it needs to survive a power cut.
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Server:
    """The server of one place. `durable=False` makes it fast and careless, for tests."""

    def __init__(self, place: Place, *, durable: bool = True) -> None:
        self.place = place
        self.durable = durable
        self._child: subprocess.Popen[bytes] | None = None

    def is_ready(self) -> bool:
        """Whether it answers on its socket: nothing else counts as running."""
        return self._answer() == READY

    def start(self) -> None:
        """Start it unless it answers already, with its database in it. Raises EmbeddedError when it will not."""
        self.place.make_sockets()
        if not self.is_ready():
            self._check_version()
            if not self.place.data.exists():
                self._initialise()
            self._start_until_ready()
        self._create_database()

    def stop(self) -> None:
        """Stop it and wait until it is gone; it is fine when it does not run."""
        if self._process() is None:
            return
        for mode in ("fast", "immediate"):
            if self._control("stop", "-w", "-t", "60", "-m", mode).returncode == 0:
                if self._child:
                    self._child.wait()
                return
        raise EmbeddedError(f"PostgreSQL in {self.place.data} does not stop. {self._last_log_lines()}")

    def connection_options(self) -> dict[str, str | int]:
        """What psycopg needs to get here, so that nothing in the environment (PGHOST, PGPORT) can lead it astray."""
        return {"host": str(self.place.sockets), "port": PORT}

    def drop_databases(self, *, starting_with: str) -> None:
        """Drop what earlier users left behind."""
        with self._connect() as connection:
            names = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [starting_with]
            ).fetchall()
            for (name,) in names:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _answer(self) -> int:
        """What pg_isready finds: READY, NOBODY, or 1 while it is starting or stopping."""
        return self.place.run(
            "pg_isready", "-q", "-t", "3", "-h", str(self.place.sockets), "-p", str(PORT), "-U", USER, "-d", "postgres"
        ).returncode

    def _control(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.place.run("pg_ctl", "-D", str(self.place.data), *arguments)

    def _connect(self) -> "psycopg.Connection[tuple[str]]":
        return psycopg.connect(
            host=str(self.place.sockets), port=PORT, user=USER, dbname="postgres", autocommit=True, connect_timeout=10
        )

    def _create_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT datname FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _check_version(self) -> None:
        version = self.place.data / "PG_VERSION"
        if version.exists() and version.read_text().strip() != MAJOR_VERSION:
            raise EmbeddedError(
                f"{self.place.data} was made by PostgreSQL {version.read_text().strip()} and this is {MAJOR_VERSION}: "
                "see docs/database.md, “A new version of PostgreSQL”."
            )

    def _initialise(self) -> None:
        """Make the data folder beside its place and move it there when it is whole."""
        unfinished = self.place.home / "data.unfinished"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        unfinished.mkdir(mode=0o700)
        self.place.give(unfinished)
        # The builtin locale sorts and folds the same on every machine, with and without ICU.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
        sync = [] if self.durable else ["--no-sync"]
        made = self.place.run(
            "initdb", "-D", str(unfinished), "-U", USER, "--auth=trust", "--no-instructions", *locale, *sync
        )
        if made.returncode != 0:
            raise EmbeddedError(f"PostgreSQL could not make its data folder {self.place.data}.\n{made.stdout.strip()}")
        unfinished.rename(self.place.data)

    def _start_until_ready(self) -> None:
        self.place.log.touch(mode=0o600)
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self._process() is None:
                self._forget_reused_ids()
                self._launch()
            elif self._answer() == NOBODY and not self._socket_file().exists():
                # It lives, but somebody cleaned away its socket: nobody can reach it any more.
                self._control("stop", "-w", "-m", "fast")
            if self._wait_until_ready():
                return
        raise EmbeddedError(f"PostgreSQL in {self.place.data} did not start. {self._last_log_lines()}")

    def _launch(self) -> None:
        """Start the main process as our child: when it ends while we live, we are the one to bury it."""
        folders = f'"{self.place.sockets}"'  # quotes for PostgreSQL's own list of folders
        settings = ["listen_addresses=", f"unix_socket_directories={folders}", "unix_socket_permissions=0700"]
        settings += [f"shared_buffers={_megabytes_to_share()}MB", *([] if self.durable else NOT_DURABLE)]
        options = [part for setting in settings for part in ("-c", setting)]
        with self.place.log.open("ab") as log:
            self._child = self.place.launch("postgres", "-D", str(self.place.data), "-p", str(PORT), *options, log=log)

    def _wait_until_ready(self) -> bool:
        """Wait as long as it is starting; False when that has come to nothing."""
        for _attempt in range(100):
            if self.is_ready():
                return True
            if self._child and self._child.poll() is not None:
                break
            time.sleep(PAUSE / 4)
        time.sleep(PAUSE)
        return False

    def _socket_file(self) -> Path:
        return self.place.sockets / f".s.PGSQL.{PORT}"

    def _process(self) -> int | None:
        """The id of the running main process of this server, if it runs."""
        process = _process_in(self.place.data / "postmaster.pid")
        return process if process and self._is_ours(process) else None

    def _is_ours(self, process: int) -> bool:
        """Whether this process was started for our data folder: an id alone can belong to anyone by now."""
        return os.fsencode(self.place.data) in _command_line(process)

    def _forget_reused_ids(self) -> None:
        """PostgreSQL takes over a lock file by itself, except when another process has got the id in it."""
        lock_files = (self.place.data / "postmaster.pid", Path(f"{self._socket_file()}.lock"))
        for lock_file in lock_files:
            process = _process_in(lock_file)
            if process and _exists(process) and not self._is_ours(process):
                lock_file.unlink(missing_ok=True)

    def _last_log_lines(self) -> str:
        try:
            lines = self.place.log.read_text(errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join([f"The end of {self.place.log}:", *lines[-15:]])


def _megabytes_to_share() -> int:
    """How much memory the server keeps rows and indexes in: an eighth of the machine's, 128 (its default) to 512."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return max(128, min(512, memory // 8))


def _process_in(lock_file: Path) -> int | None:
    """The process id on the first line of one of PostgreSQL's lock files."""
    try:
        return abs(int(lock_file.read_text().splitlines()[0]))
    except (OSError, ValueError, IndexError):
        return None


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command_line(process: int) -> bytes:
    """How a process was started; empty for one that is gone or waits to be buried."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            return b""
    return subprocess.run(
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(process)], capture_output=True, check=False
    ).stdout

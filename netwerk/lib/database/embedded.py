"""Who uses the embedded server: it starts for the first process that needs it and stops after the last one.

Every process that uses a server holds a lease: a shared lock on a file, which the kernel takes back however the
process ends. A second lock makes sure that only one process at a time decides to start or to stop.
`manage.py db start` leaves a mark: then the server stays, also after the last lease.
"""

import atexit
import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from netwerk.lib.database.place import EmbeddedError, find_place
from netwerk.lib.database.server import DATABASE, USER, Server

__all__ = ["EmbeddedError", "django_settings", "drop_leftovers", "keep", "release", "start", "status", "stop"]


@dataclass(frozen=True)
class Lease:
    """A lock held by one process; a forked child inherits the file but has to take its own."""

    server: Server
    file: int
    process: int


@dataclass(frozen=True)
class Status:
    """How a server is: whether it answers, whether `db start` keeps it, how to reach it."""

    server: Server
    is_running: bool
    is_kept: bool


_leases: dict[Path, Lease] = {}
_threads = threading.RLock()


def django_settings(folder: Path) -> dict[str, object]:
    """An entry for DATABASES. Starts nothing: the first connection does (base.DatabaseWrapper)."""
    return {"ENGINE": "netwerk.lib.database", "NAME": DATABASE, "USER": USER, "EMBEDDED_FOLDER": str(folder)}


def start(folder: Path, *, durable: bool = True) -> Server:
    """Make sure that the server of this folder runs, and stays while this process lives.

    Cheap when this process holds its lease already; then `restart` is for a server that died since.
    """
    with _threads:
        lease = _leases.get(folder)
        if lease and lease.process == os.getpid():
            return lease.server
        if lease:
            os.close(lease.file)
        server = Server(find_place(folder), durable=durable)
        with _alone(server):
            file = os.open(server.place.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(file, fcntl.LOCK_SH)
            if not _leases:
                atexit.register(_release_all)
            # Known before it starts, so that Ctrl-C half-way stops what was started.
            _leases[folder] = Lease(server, file, os.getpid())
            server.start()
        return server


def restart(folder: Path) -> None:
    """Start a leased server again when it does not answer any more."""
    with _threads:
        server = _leases[folder].server
        with _alone(server):
            server.start()


def release(folder: Path) -> None:
    """Give the lease back; the last one to do so stops the server, unless it is kept."""
    with _threads:
        lease = _leases.pop(folder, None)
        if lease is None or lease.process != os.getpid():
            return
        try:
            with _alone(lease.server):
                if _is_only_user(lease.file) and not _mark(lease.server).exists():
                    lease.server.stop()
        finally:
            fcntl.flock(lease.file, fcntl.LOCK_UN)
            os.close(lease.file)


def keep(folder: Path) -> Server:
    """Start the server and let it stay after this process."""
    server = start(folder)
    _mark(server).touch()
    return server


def stop(folder: Path) -> None:
    """Stop a kept server. Raises EmbeddedError while other processes use it."""
    server = Server(find_place(folder))
    with _alone(server):
        _mark(server).unlink(missing_ok=True)
        file = os.open(server.place.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _is_only_user(file):
                raise EmbeddedError("Another process still uses the database. It stops together with that one.")
            server.stop()
        finally:
            os.close(file)


def status(folder: Path) -> Status:
    """How the server is now; starts nothing."""
    server = Server(find_place(folder))
    return Status(server=server, is_running=server.is_ready(), is_kept=_mark(server).exists())


def drop_leftovers(folder: Path, *, starting_with: str) -> None:
    """Drop the databases of processes that ended without cleaning up; not while anybody else uses the server."""
    lease = _leases[folder]
    with _alone(lease.server):
        try:
            if _is_only_user(lease.file):
                lease.server.drop_databases(starting_with=starting_with)
        finally:
            fcntl.flock(lease.file, fcntl.LOCK_SH)


def _mark(server: Server) -> Path:
    return server.place.home / "keep"


@contextmanager
def _alone(server: Server) -> Iterator[None]:
    """Let no other process start or stop this server, or take or give back a lease."""
    file = os.open(server.place.home / "decide.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _is_only_user(file: int) -> bool:
    """Whether nobody else holds a lease. Turns a lease on this file into an exclusive one, or loses it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _release_all() -> None:
    """At the end of the process. A second Ctrl-C does not interrupt the stopping."""
    with _threads:
        if not any(lease.process == os.getpid() for lease in _leases.values()):
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for folder in list(_leases):
            release(folder)

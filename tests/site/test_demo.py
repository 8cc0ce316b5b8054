"""`manage.py demo` as a newcomer runs it: from nothing to a page, and nothing left after Ctrl-C."""

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from netwerk.lib.database import embedded

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 90


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder for the database and the files of one demonstration."""
    folder = Path(tempfile.mkdtemp(prefix="netwerk-demo-"))
    folder.chmod(0o755)
    yield folder
    embedded.stop(folder / "postgres")
    shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_demo(var: Path, port: int, output: Path) -> "subprocess.Popen[bytes]":
    with output.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env={"VAR_DIR": str(var)},
            stdout=file,
            stderr=subprocess.STDOUT,
        )


def wait_for_page(process: "subprocess.Popen[bytes]", port: int, output: Path) -> str:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as response:
                return response.read().decode()
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise AssertionError(output.read_text())


def test_demo_serves_the_city_and_leaves_nothing_after_ctrl_c(var: Path, tmp_path: Path) -> None:
    port, output = free_port(), tmp_path / "output"
    process = start_demo(var, port, output)
    try:
        page = wait_for_page(process, port, output)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()

    assert "<h1" in page
    printed = output.read_text()
    assert f"http://127.0.0.1:{port}/" in printed
    assert "coordinator@example.org" in printed
    assert "Traceback" not in printed
    assert not embedded.status(var / "postgres").is_running


def test_demo_says_when_its_port_is_taken(var: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start_demo(var, taken.getsockname()[1], tmp_path / "output")

        assert process.wait(timeout=30) == 1

    assert "cannot be used: Address already in use. Choose another: --port" in (tmp_path / "output").read_text()

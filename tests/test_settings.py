"""Settings as a process of its own meets them: each test starts one with nothing but what it names."""

import re
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "NETWERK_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgresql://netwerk@localhost/netwerk",
}


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_passes_the_deployment_check_without_a_word() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "INFO", **PRODUCTION)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "System check identified no issues (0 silenced).\n"


def test_a_server_does_not_start_without_a_secret_key() -> None:
    result = run("-c", "import netwerk.wsgi", ALLOWED_HOSTS="example.org")

    assert result.returncode == 1
    assert "SECRET_KEY is not set" in result.stderr.splitlines()[-1]


def test_a_server_does_not_start_without_hosts() -> None:
    result = run("-c", "import netwerk.wsgi", SECRET_KEY="k" * 60)

    assert result.returncode == 1
    assert "ALLOWED_HOSTS is empty" in result.stderr.splitlines()[-1]


def test_a_server_starts_with_what_production_needs() -> None:
    assert run("-c", "import netwerk.wsgi", **PRODUCTION).returncode == 0


def test_the_demonstration_is_not_for_production() -> None:
    result = run("manage.py", "demo", **PRODUCTION)

    assert result.returncode == 1
    assert "NETWERK_MODE is production" in result.stderr


def test_every_variable_is_in_the_table_of_settings() -> None:
    read = set(
        re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", (ROOT / "netwerk/settings.py").read_text(encoding="utf-8"))
    )
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M))

    assert read
    assert documented == read

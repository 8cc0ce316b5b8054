"""The tools that read the code, each in a process of its own: `python -m pytest` runs everything."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

COMMANDS = {
    "ruff-check": [str(BIN / "ruff"), "check", "."],
    "ruff-format": [str(BIN / "ruff"), "format", "--check", "."],
    "djlint": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
    "import-linter": [str(BIN / "lint-imports")],
    "mypy": [str(BIN / "mypy"), "."],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_code_passes(name: str) -> None:
    done = subprocess.run(COMMANDS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

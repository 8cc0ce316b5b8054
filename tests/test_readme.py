"""What the README tells people to type is what is run elsewhere."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def commands() -> list[str]:
    return re.findall(r"^    (python3 -m venv .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_there_is_one_command_to_run_and_one_to_test() -> None:
    install = "python3 -m venv .venv && .venv/bin/pip install -r"

    assert commands() == [
        f"{install} requirements.txt && .venv/bin/python manage.py demo",
        f"{install} requirements-test.txt && .venv/bin/python -m pytest",
    ]


def test_ci_runs_the_test_command_word_for_word() -> None:
    assert commands()[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

"""How well the reader reads: `python -m tests.meetings.report_scores [--only 01-15] [--misses]` prints a table.

The labelled reports in tests/meetings/reports hold their truth in the text: the first line is "#! <reference date>",
and [[A|owners|due|words]] marks an action, [[F|date time|words]] a follow-up, [[V|speaker|words]] a voice,
[[P|kind|name]] somebody who was there, [[S||heading]], [[I||agenda item]], [[D||decision]]. The reader sees the text
without marks. Found and true items are matched one to one: an action, a voice, an agenda item and a decision when their
spans overlap, a follow-up on its date, a section on its heading and a participant on the name.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from meetings.report import read_report

FOLDER = Path(__file__).parent / "reports"
KINDS = ("actions", "owners", "due", "followups", "sections", "participants", "voices", "agenda_items", "decisions")
_OPEN = re.compile(r"\[\[([APSVIDF])\|")


@dataclass(frozen=True)
class Truth:
    """One true item: [start, end) in the text, and what is known of it."""

    kind: str
    start: int
    end: int
    text: str
    facts: tuple[str, ...]


@dataclass
class Labelled:
    """A report as the reader sees it, with its truth."""

    name: str
    text: str
    reference: date
    truths: list[Truth]

    def of(self, kind: str) -> list[Truth]:
        return [truth for truth in self.truths if truth.kind == kind]


@dataclass
class Figures:
    """Counts over all reports together."""

    matched: int = 0
    found: int = 0
    true: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.matched / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def parse(name: str, marked: str) -> Labelled:
    """The text without marks, and the truth in it."""
    first, _newline, rest = marked.partition("\n")
    text, truths, at = "", [], 0
    facts_of = {"A": 2, "F": 1, "V": 1, "P": 1, "S": 1, "I": 1, "D": 1}
    while match := _OPEN.search(rest, at):
        text += rest[at : match.start()]
        facts = rest[match.end() :].split("|", facts_of[match[1]])
        words_at = match.end() + sum(len(fact) + 1 for fact in facts[:-1])
        end = rest.index("]]", words_at)
        while rest[end : end + 3] == "]]]":
            end += 1
        words = rest[words_at:end]
        truths.append(Truth(match[1], len(text), len(text) + len(words), words, tuple(facts[:-1])))
        text += words
        at = end + 2
    return Labelled(name, text + rest[at:], date.fromisoformat(first.strip("#! \r")), truths)


def load(only: str = "") -> list[Labelled]:
    """The labelled reports; `only` is a range of numbers: "01-15"."""
    low, _dash, high = only.partition("-")
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))
    chosen = [path for path in files if not only or low <= path.name[:2] <= (high or low)]
    return [parse(path.stem, path.read_bytes().decode("utf-8")) for path in chosen]


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"^\d+[.)]\s*", "", words.strip())).strip().lower()


def _same_name(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    return bool(first and second) and (first in second or second in first)


def _pairs(found: list[Any], true: list[Any], fits: Callable[[Any, Any], bool]) -> list[tuple[Any, Any]]:
    """One to one: each true item takes the first found one that fits and is free."""
    free, pairs = list(found), []
    for truth in true:
        match = next((one for one in free if fits(one, truth)), None)
        if match is not None:
            free.remove(match)
            pairs.append((match, truth))
    return pairs


def _overlaps(one: dict[str, Any], truth: Truth) -> bool:
    start, end = one["span"]
    return bool(start < truth.end and truth.start < end)


def score(read: Callable[[Labelled], dict[str, Any]], reports: Iterable[Labelled]) -> dict[str, Figures]:
    """The figures of `read` over `reports`, by kind."""
    total = {kind: Figures() for kind in KINDS}
    for report in reports:
        found = read(report)
        _score_actions(report, found["actions"], total)
        rules: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
            "followups": ("F", lambda one, truth: one["date"] == truth.facts[0].split()[0]),
            "sections": ("S", lambda one, truth: _plain(one["heading"]) == _plain(truth.text)),
            "participants": ("P", lambda one, truth: _plain(one["name"]) == _plain(truth.text)),
            "voices": ("V", _overlaps),
            "agenda_items": ("I", _overlaps),
            "decisions": ("D", _overlaps),
        }
        for kind, (letter, fits) in rules.items():
            _count(total[kind], report, found[kind], report.of(letter), _pairs(found[kind], report.of(letter), fits))
    return total


def _count(figures: Figures, report: Labelled, found: list[Any], true: list[Any], pairs: list[tuple[Any, Any]]) -> None:
    figures.matched += len(pairs)
    figures.found += len(found)
    figures.true += len(true)
    matched_found, matched_true = [one for one, _truth in pairs], [truth for _one, truth in pairs]
    figures.misses += [f"{report.name} too many: {one}" for one in found if one not in matched_found]
    figures.misses += [f"{report.name} missed: {truth}" for truth in true if truth not in matched_true]


def _score_actions(report: Labelled, found: list[Any], total: dict[str, Figures]) -> None:
    true = report.of("A")
    pairs = _pairs(found, true, _overlaps)
    _count(total["actions"], report, found, true, pairs)
    of_truth = {id(truth): one for one, truth in pairs}
    for truth in true:
        one = of_truth.get(id(truth))
        owners = [name.strip() for name in truth.facts[0].split(",") if name.strip()]
        named = bool(one) and any(_same_name(name, owner) for name in one["owners"] for owner in owners)
        _tell(total["owners"], report, truth, bool(owners), bool(one and one["owners"]), named, one)
        due = truth.facts[1].strip()
        _tell(total["due"], report, truth, bool(due), bool(one and one["due"]), bool(one) and one["due"] == due, one)


def _tell(
    figures: Figures, report: Labelled, truth: Truth, is_true: bool, is_found: bool, fits: bool, one: Any
) -> None:
    figures.true += is_true
    figures.found += is_found
    figures.matched += is_true and is_found and fits
    if (is_true or is_found) and not fits:
        told = {name: one[name] for name in ("text", "owners", "due")} if one else None
        figures.misses.append(f"{report.name} {truth.facts}: {told or truth.text}")


def read(report: Labelled) -> dict[str, Any]:
    return read_report(report.text, reference=report.reference).as_json()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="a range of numbers, such as 01-15")
    parser.add_argument("--misses", action="store_true", help="say what was missed and what was too many")
    options = parser.parse_args()
    figures = score(read, load(options.only))
    out = sys.stdout.write
    out(f"{'kind':14}{'precision':>10}{'recall':>8}{'F1':>7}{'true':>6}{'found':>7}\n")
    for kind, one in figures.items():
        out(f"{kind:14}{one.precision:10.3f}{one.recall:8.3f}{one.f1:7.3f}{one.true:6}{one.found:7}\n")
    if options.misses:
        for kind, one in figures.items():
            out("".join(f"{kind}: {miss}\n" for miss in one.misses))


if __name__ == "__main__":
    main()

"""The English catalogue: what the code asks for, what the file holds, and whether the two agree.

Dutch is the source language: what stands in the code is what Dutch visitors read, and there is no Dutch catalogue.
Only `extract` needs Babel, which comes with the packages for tests.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import polib
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

PO_FILE = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
PLACES = ("agenda", "initiatives", "meetings", "netwerk", "templates")
TEMPLATES = {".html", ".md", ".txt", ".svg"}
METADATA = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
_PLURAL, _CONTEXT, _BOTH = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _BOTH),
}
# What a translation may move but not change: %(name)s, %s, {name}, <slug:slug> in addresses, tags in sentences.
FIXED_PART = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}|<[^>]+>")


def extracted() -> list[polib.POEntry]:
    """Every message in the code and the templates, with the files that hold it, in the order of those files."""
    # Not at the top: compiling and checking have to work where the packages for tests are not installed.
    from babel.messages.extract import extract

    found: dict[tuple[str | None, str], polib.POEntry] = {}
    for path in _sources():
        text = path.read_text(encoding="utf-8")
        if path.suffix in TEMPLATES:
            # Indentation is that of the template, which means nothing in Python.
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        name = path.relative_to(settings.BASE_DIR).as_posix()
        for _line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            singular, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
            entry = found.setdefault((context, singular), polib.POEntry(msgid=singular, msgctxt=context))
            if plural:
                entry.msgid_plural = plural
                entry.msgstr_plural = {0: "", 1: ""}
            if FIXED_PART.search(singular) and "%" in singular:
                entry.flags = ["python-format"]
            if (name, "") not in entry.occurrences:
                entry.occurrences.append((name, ""))
    return list(found.values())


def _sources() -> Iterator[Path]:
    for place in PLACES:
        for path in sorted((Path(settings.BASE_DIR) / place).rglob("*")):
            is_source = path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.parts)
            if is_source and "migrations" not in path.parts:
                yield path


def read_catalogue() -> polib.POFile:
    """The catalogue as it is on disk; an empty one when there is none yet."""
    return polib.pofile(str(PO_FILE)) if PO_FILE.exists() else polib.POFile()


def merged(messages: Iterable[polib.POEntry], known: polib.POFile) -> polib.POFile:
    """A catalogue of just `messages`, each with the translation that `known` has for it."""
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = METADATA
    for entry in messages:
        before = known.find(entry.msgid, msgctxt=entry.msgctxt or False)
        if before and bool(before.msgid_plural) == bool(entry.msgid_plural):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural or entry.msgstr_plural
        catalogue.append(entry)
    return catalogue


def write_catalogue(catalogue: polib.POFile) -> None:
    PO_FILE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(PO_FILE))


def compile_catalogue() -> Path:
    """Write the form that Django reads, beside the catalogue; returns its path."""
    path = PO_FILE.with_suffix(".mo")
    read_catalogue().save_as_mofile(str(path))
    return path


def faults(catalogue: polib.POFile) -> list[str]:
    """What is wrong with `catalogue`, a line each: what is missing, doubtful or told with other placeholders."""
    told = []
    for entry in catalogue:
        if entry.obsolete:
            told.append(f"no longer used: {entry.msgid!r}")
            continue
        if entry.fuzzy:
            told.append(f"marked as doubtful: {entry.msgid!r}")
        sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        targets = [entry.msgstr_plural.get(n, "") for n in (0, 1)] if entry.msgid_plural else [entry.msgstr]
        for source, target in zip(sources, targets, strict=True):
            if not target:
                told.append(f"not translated: {source!r}")
            elif _fixed_parts(source) != _fixed_parts(target):
                told.append(f"other placeholders: {source!r} -> {target!r}")
            elif source.endswith("/") != target.endswith("/"):
                told.append(f"an address ends with a slash in both languages: {source!r} -> {target!r}")
    return told


def _fixed_parts(text: str) -> Counter[str]:
    return Counter(FIXED_PART.findall(text))


def clashes(catalogue: polib.POFile) -> list[str]:
    """Messages of ours that Dutch visitors would see changed, because a package has the same words in English."""
    with translation.override("nl"):
        return [entry.msgid for entry in catalogue if not entry.msgctxt and _in_dutch(entry) != entry.msgid]


def _in_dutch(entry: polib.POEntry) -> str:
    if entry.msgid_plural:
        return translation.ngettext(entry.msgid, entry.msgid_plural, 1)
    return translation.gettext(entry.msgid)

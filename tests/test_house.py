"""The rules of the house that a program can check: docs/house.md says them in words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import get_resolver

from netwerk.accounts.urls import urlpatterns
from tests.city_pages import NOT_PAGES, OF_PACKAGES, our_patterns

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("agenda", "initiatives", "meetings", "netwerk")
MOST_LINES = 400
# Longer than one reading, each with its reason.
LONG = {
    "static/site.css": "one stylesheet, in layers with a heading each",
    "netwerk/locale/en/LC_MESSAGES/django.po": "a list",
}
# History and triggers of models do not see these; each place where they are right says why.
BULK = {"bulk_create", "bulk_update", "abulk_create", "abulk_update", "_raw_delete"}
MAY_WRITE_IN_BULK = {
    "netwerk/site/demo/scale.py": "rows for measuring, without history",
    "netwerk/settings.py": "the update of a dict",
}


def sources(*endings: str) -> Iterator[tuple[str, Path]]:
    """Every file of ours with one of `endings`, by its path from the root."""
    for place in (*PACKAGES, "static", "templates", "tests", "docs"):
        for path in sorted((ROOT / place).rglob("*")):
            if path.suffix in endings and not {"migrations", "__pycache__"} & set(path.parts):
                yield path.relative_to(ROOT).as_posix(), path


def our_models() -> list[type[models.Model]]:
    """Every model of ours; the tables of history, which are copies, are left out."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PACKAGES and not model.__name__.startswith("Historical")
    ]


def bulk_writes(tree: ast.AST) -> list[int]:
    """The lines that write rows behind the back of the models.

    An `update` with only keywords is taken for that of a queryset; a dict gets its news as an argument.
    """
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [
        call.lineno
        for call in calls
        if call.func.attr in BULK  # type: ignore[attr-defined]
        or (call.func.attr == "update" and not call.args and call.keywords)  # type: ignore[attr-defined]
    ]


def test_rows_with_history_are_saved_one_by_one() -> None:
    found = {}
    for name, path in sources(".py"):
        if name.startswith("tests/") or name in MAY_WRITE_IN_BULK:
            continue
        lines = bulk_writes(ast.parse(path.read_text(encoding="utf-8")))
        if lines:
            found[name] = lines
    assert found == {}, "queryset.update() and bulk calls leave no history: save rows one by one with update_fields"


def test_the_rule_about_bulk_writing_sees_what_it_should() -> None:
    assert bulk_writes(ast.parse("Action.objects.filter(pk=1).update(title='x')")) == [1]
    assert bulk_writes(ast.parse("Action.objects.bulk_create(rows)")) == [1]
    assert bulk_writes(ast.parse("known.update({'a': 1})\nseen.update(more)")) == []


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name
        for name, path in sources(".py")
        if re.search(r"os\.environ|os\.getenv|from os import .*environ", path.read_text(encoding="utf-8"))
    }
    assert {name for name in readers if not name.startswith("tests/")} <= {"netwerk/settings.py", "netwerk/wsgi.py"}


def test_no_file_is_longer_than_one_reading() -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in sources(".py", ".html", ".js", ".css", ".po")
    }
    too_long = {name: length for name, length in lengths.items() if length > MOST_LINES}
    assert too_long.keys() <= LONG.keys()
    assert {name for name in LONG if lengths.get(name, 0) <= MOST_LINES} == set(), (
        "no longer long: take it off the list"
    )


def test_no_file_has_a_name_that_says_nothing() -> None:
    nothing = {"utils", "helpers", "common", "misc"}
    assert [name for name, path in sources(".py", ".html", ".js") if path.stem in nothing] == []


def test_every_view_of_ours_says_who_may_use_it() -> None:
    silent = [pattern.name for pattern in our_patterns() if not getattr(pattern.callback, "access", "")]
    assert silent == [], "put @public, @signed_in or @coordinators above the view"


def test_the_pages_of_signing_in_say_who_may_use_them_too() -> None:
    assert [pattern.name for pattern in urlpatterns if not getattr(pattern.callback, "access", "")] == []


def test_the_trees_that_packages_fill_still_exist() -> None:
    def prefixes(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            if hasattr(entry, "url_patterns"):
                yield str(entry.pattern)
                yield from prefixes(entry.url_patterns)

    assert OF_PACKAGES.keys() <= set(prefixes(get_resolver().url_patterns))


@pytest.mark.parametrize("pattern", list(our_patterns()), ids=lambda pattern: pattern.name)
def test_an_address_its_view_its_template_and_its_test_have_one_name(pattern: object) -> None:
    name = pattern.name  # type: ignore[attr-defined]
    assert pattern.callback.__name__ == name  # type: ignore[attr-defined]
    if name not in NOT_PAGES:
        assert list((ROOT / "templates").glob(f"*/{name}.html")), f"no templates/*/{name}.html"


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_a_model_reads_well(model: type[models.Model]) -> None:
    assert "__str__" in vars(model) or any("__str__" in vars(base) for base in model.__mro__[1:-3])
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "write a docstring: Django made this one"


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_choices_are_held_by_the_database(model: type[models.Model]) -> None:
    conditions = " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )
    for field in model._meta.concrete_fields:
        if field.choices:
            for value, _label in field.choices:
                assert f"'{value}'" in conditions, f"no check constraint names {field.name} {value!r}"


def test_no_template_writes_style_or_script_inside_a_page() -> None:
    # A mail has to bring its own style.
    # JSON-LD is data: nothing runs it.
    script = r'<script(?![^>]*\bsrc=| type="application/ld\+json">)'
    inline = re.compile(rf"<style|{script}|\sstyle=|\son(click|load|change|submit|input)=")
    found = {}
    for name, path in sources(".html"):
        if (
            name.startswith("templates/")
            and "/email/" not in name
            and not name.startswith("templates/mail/")
            and (hits := inline.findall(path.read_text(encoding="utf-8")))
        ):
            found[name] = hits
    assert found == {}


def test_the_repository_tells_nothing_about_a_machine() -> None:
    # Put together here, so that this file does not hold the words it looks for.
    words = ["/" + "work/", "/" + "root/", ".." + "/shared", "file://" + "/", "pypi." + "org/simple"]
    found = [
        (name, word)
        for name, path in sources(".py", ".html", ".md", ".css", ".js", ".po")
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_there_is_no_catalogue_for_the_source_language() -> None:
    assert settings.LANGUAGE_CODE == "nl"
    assert not (ROOT / "netwerk" / "locale" / "nl").exists()

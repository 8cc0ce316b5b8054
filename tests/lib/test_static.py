"""Static files as production has them: under names with a fingerprint, compressed."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
NAMED_IN_TEMPLATE = re.compile(r"""\{% static ["']([^"']+)["']""")


def test_every_static_file_is_collected_and_finds_what_it_refers_to(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={**settings.STORAGES, "staticfiles": PRODUCTION}):
        call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()


@pytest.mark.parametrize("template", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_every_static_file_that_a_template_names_exists(template: Path) -> None:
    names = NAMED_IN_TEMPLATE.findall(template.read_text(encoding="utf-8"))

    assert [name for name in names if finders.find(name) is None] == []

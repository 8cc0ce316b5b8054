"""How well search finds what people ask of the demonstration city; `pytest -n0 … -s` prints it."""

import pytest
from django.core.management import call_command

from tests.site.search_scores import labelled_queries, means, report, scores

pytestmark = pytest.mark.django_db


def test_what_people_ask_for_is_found() -> None:
    assert len(labelled_queries()) >= 150
    call_command("demo_data", verbosity=0)

    found = scores()
    print("\n" + report(found, misses=False))

    recall, rank = means(found)
    assert recall >= 0.95
    assert rank >= 0.85

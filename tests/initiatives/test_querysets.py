"""What can be asked about organisations and areas."""

import pytest
from django.core.exceptions import ValidationError

from initiatives.domain import mark_checked, publish_organisation, stop_organisation
from initiatives.models import Organisation
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def names(rows: object) -> list[str]:
    return [row.name for row in rows]  # type: ignore[attr-defined]


def test_sorting_leaves_accents_and_capitals_out_of_account() -> None:
    for name in ("zaal", "Évora", "Ezel", "Öre", "ochtend", "Äpfel"):
        make_organisation(name)
    assert names(Organisation.objects.all()) == ["Äpfel", "Évora", "Ezel", "ochtend", "Öre", "zaal"]
    Organisation.objects.filter(name="Ezel").update(name="Ñandu")
    assert names(Organisation.objects.all())[2] == "Ñandu"


def test_only_what_a_page_needs_makes_it_public() -> None:
    organisation = make_organisation(status=Organisation.Status.PENDING, sentence="")
    with pytest.raises(ValidationError) as refusal:
        publish_organisation(organisation=organisation)
    assert any("in één zin" in message for message in refusal.value.messages)
    organisation.refresh_from_db()
    assert organisation.status == "pending"


def test_stopping_and_checking_are_kept_with_their_history() -> None:
    organisation = make_organisation()
    stop_organisation(organisation=organisation, year=2019)
    mark_checked(organisation=organisation, on=organisation.created_at.date())
    organisation.refresh_from_db()
    assert (organisation.status, organisation.stopped_year) == ("stopped", 2019)
    assert organisation.checked_on == organisation.created_at.date()
    assert list(organisation.history.values_list("status", flat=True)) == ["stopped", "stopped", "published"]

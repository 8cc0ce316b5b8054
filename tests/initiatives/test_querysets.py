"""What can be asked about organisations and areas."""

import pytest
from django.core.exceptions import ValidationError

from initiatives.domain import mark_checked, publish_organisation, stop_organisation
from initiatives.models import Area, Organisation
from tests.factories import make_district, make_neighbourhood, make_organisation, make_theme

pytestmark = pytest.mark.django_db


def names(rows: object) -> list[str]:
    return [row.name for row in rows]  # type: ignore[attr-defined]


def test_sorting_leaves_accents_and_capitals_out_of_account() -> None:
    for name in ("zaal", "Évora", "Ezel", "Öre", "ochtend", "Äpfel"):
        make_organisation(name)
    assert names(Organisation.objects.all()) == ["Äpfel", "Évora", "Ezel", "ochtend", "Öre", "zaal"]
    Organisation.objects.filter(name="Ezel").update(name="Ñandu")
    assert names(Organisation.objects.all())[2] == "Ñandu"


def test_counts_by_district_see_each_place_once() -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    lunetten = make_neighbourhood("Lunetten", parent=zuid)
    make_organisation(main_area=zuid, areas=[lunetten, oost])
    make_organisation(main_area=lunetten, areas=[lunetten])
    make_organisation(areas=[])
    assert Organisation.objects.counts_by_district() == {zuid.pk: 2, oost.pk: 1}
    counted = Area.objects.districts().with_initiative_counts()
    assert {area.name: area.initiative_count for area in counted} == {"Zuid": 2, "Oost": 1}


def test_counts_by_theme_see_an_organisation_once_for_each() -> None:
    green, care = make_theme("Groen"), make_theme("Zorg")
    make_organisation(themes=[green, care])
    make_organisation(themes=[green])
    make_organisation()
    assert Organisation.objects.counts_by_theme() == {green.pk: 2, care.pk: 1}


def test_every_word_has_to_be_somewhere() -> None:
    right = make_organisation("Soep voor iedereen", description="In Overvecht")
    make_organisation("Soep")
    assert list(Organisation.objects.matching("overvecht SOEP")) == [right]
    assert Organisation.objects.matching("  ").count() == 2


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

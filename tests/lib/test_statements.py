"""A statement gives what its query set gives, in one query."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from agenda.models import Action, AgendaItem
from initiatives.models import Organisation, Theme
from initiatives.querysets import theme_names
from netwerk.lib.statements import Statement
from tests.factories import (
    make_action,
    make_agenda_item,
    make_district,
    make_news,
    make_organisation,
    make_theme,
    make_voice,
)

pytestmark = pytest.mark.django_db


def test_it_gives_the_same_rows_for_other_values(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    zuid = make_district("Zuid")
    first, second = (make_organisation(name, main_area=zuid) for name in ("Eén", "Twee %s 100%"))
    by_slug = Statement(lambda slug: Organisation.objects.filter(slug=slug).select_related("main_area__parent"))
    for _time in range(4):  # also when the database has prepared it
        for organisation in (first, second):
            with django_assert_num_queries(1):
                (found,) = by_slug(organisation.slug)
                assert found.main_area == zuid
            for field in Organisation._meta.concrete_fields:
                assert getattr(found, field.attname) == getattr(Organisation.objects.get(pk=found.pk), field.attname)
    assert by_slug("nergens").first is None
    assert by_slug("' OR 1=1 --").first is None


def test_what_is_prefetched_comes_in_the_same_row(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    themes = [make_theme("Zorg"), make_theme("Groen")]
    item = make_agenda_item("Een plek", themes=themes, voices=[make_voice("Een % met 'tekens' en é.")])
    action = make_action("Zoek een plek", agenda_items=[item])
    make_news(action=action, organisation=make_organisation("Bron"))
    at = Statement(
        lambda reference: Action.objects.filter(reference=reference).with_news().prefetch_related("agenda_items")
    )
    with django_assert_num_queries(1):
        found = at(action.reference).first
        assert found is not None
        news = list(found.updates.all())
        sources = [update.source_in_words for update in news]
        items = list(found.agenda_items.all())
        assert all(update.action is found for update in news)
    expected = Action.objects.with_news().get(pk=action.pk)
    assert news == list(expected.updates.all())
    assert sources == [update.source_in_words for update in expected.updates.all()]
    assert [(update.on, update.created_at) for update in news] == [
        (update.on, update.created_at) for update in expected.updates.all()
    ]
    assert items == [item]
    with_links = Statement(lambda: AgendaItem.objects.prefetch_related("themes", "voices", "supporters"))
    with django_assert_num_queries(1):
        (read,) = with_links()
        assert set(read.themes.all()) == set(themes)
        assert [voice.text for voice in read.voices.all()] == ["Een % met 'tekens' en é."]
        assert list(read.supporters.all()) == []


def test_values_of_every_type_are_filled_in() -> None:
    today = timezone.localdate()
    late = make_action("Te laat", due_on=today - timedelta(days=3), due_precision="day")
    make_action("Op tijd", due_on=today + timedelta(days=3), due_precision="day")
    assert Statement(lambda day: Action.objects.late(day))(today) == [late]
    assert Statement(lambda day: Action.objects.late(day))(date(2000, 1, 1)) == []
    moment = Statement(lambda now: Action.objects.filter(created_at__lt=now))
    assert len(moment(timezone.now())) == 2
    assert moment(timezone.now() - timedelta(days=1)) == []
    pages = Statement(lambda first: Action.objects.order_by("pk")[first : first + 1])
    assert [action.title for first in (0, 1) for action in pages(first)] == ["Te laat", "Op tijd"]


def test_each_language_has_its_own() -> None:
    make_organisation("Een", themes=[make_theme("Groen", name_en="Green")])
    named = Statement(lambda: Organisation.objects.annotate(names=theme_names(Theme.objects.all(), "organisations")))
    for language, name in (("nl", "Groen"), ("en", "Green"), ("nl", "Groen")):
        with override(language):
            assert [row.names for row in named()] == [[name]]  # type: ignore[attr-defined]


def test_a_value_that_is_not_used_is_an_error() -> None:
    with pytest.raises(ValueError, match="do not occur"):
        Statement(lambda unused: Organisation.objects.all())(1)


def test_what_was_read_is_told_apart(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    action = make_action("Zoek een plek")
    make_action("Iets anders")
    at = Statement(lambda reference: Action.objects.filter(reference=reference).with_news())
    before = at(action.reference)
    assert at(action.reference).as_read == before.as_read
    make_news(action=action, text="Er is een plek.")
    after = at(action.reference)
    assert after.as_read != before.as_read, "what came along counts too"
    assert after[0] is after[-1]
    assert list(after[0:5]) == [action]
    with pytest.raises(IndexError):
        after[1]


def test_what_was_changed_is_asked_for_again() -> None:
    organisation = make_organisation(themes=[make_theme("Groen")])
    shown = Statement(lambda key: Organisation.objects.filter(pk=key).for_cards())(organisation.pk)[0]
    shown.themes.add(make_theme("Wonen"))
    assert {theme.name for theme in shown.themes.all()} == {"Groen", "Wonen"}

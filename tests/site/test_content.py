"""The triggers that say that content changed: on every table that a page may show, and never in anybody's way."""

from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection, transaction

from initiatives.models import Organisation, Theme
from meetings.models import SignUp
from netwerk.lib.models import ChangedDocument, ContentVersion
from netwerk.site.content import INDEXED, NOT_CONTENT, content_tables, install_triggers
from tests.factories import make_meeting, make_organisation, make_theme


def version() -> int:
    return sum(ContentVersion.objects.values_list("number", flat=True))


def triggers_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_is_content_unless_it_is_named() -> None:
    tables = content_tables()
    assert {"initiatives_organisation", "initiatives_organisation_themes", "meetings_signup"} <= set(tables)
    for table in tables:
        events = {f"netwerk_content_{event}" for event in ("insert", "update", "delete", "truncate")}
        assert events <= triggers_of(table), table
    for table in INDEXED:
        assert "netwerk_indexed_was" in triggers_of(table), table
    assert not {name for name in triggers_of("django_session") if name.startswith("netwerk_")}


def test_what_is_named_exists() -> None:
    known = {config.label for config in apps.get_app_configs()}
    known |= {f"{model._meta.app_label}.{model.__name__}" for model in apps.get_models()}
    assert known >= NOT_CONTENT


@pytest.mark.django_db
def test_installing_twice_changes_nothing_and_brings_back_what_is_missing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER netwerk_content_update ON initiatives_theme")
        cursor.execute(
            "CREATE TRIGGER netwerk_content_old AFTER UPDATE ON initiatives_theme"
            " FOR EACH STATEMENT EXECUTE FUNCTION netwerk_content_changed()"
        )
    install_triggers()
    install_triggers()
    assert "netwerk_content_update" in triggers_of("initiatives_theme")
    assert "netwerk_content_old" not in triggers_of("initiatives_theme")


@pytest.mark.django_db(transaction=True)
def test_each_transaction_raises_the_version_once_and_one_that_fails_not_at_all() -> None:
    install_triggers()
    before = version()
    with transaction.atomic():
        for number in range(5):
            make_theme(f"Thema {number}")
    assert version() == before + 1
    with transaction.atomic():
        make_theme("Nooit")
        transaction.set_rollback(True)
    assert version() == before + 1
    Theme.objects.filter(name="Niemand").update(name="x")
    assert version() == before + 1
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE initiatives_theme CASCADE")
    assert version() == before + 2


@pytest.mark.django_db(transaction=True)
def test_what_a_page_shows_of_sign_ups_counts_too() -> None:
    meeting = make_meeting("Vol", capacity=3)
    before = version()
    SignUp.objects.create(meeting=meeting, name="Buur", phone="0612345678", state="coming")
    assert version() == before + 1


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_do_not_wait_for_one_another() -> None:
    """Each holds what it wrote until both have written; were there one counter, they would wait for ever."""
    rows = [make_organisation("Een"), make_organisation("Twee")]
    before, together, done = version(), Barrier(2, timeout=20), []

    def write(pk: int) -> None:
        try:
            with transaction.atomic():
                Organisation.objects.filter(pk=pk).update(sentence="Anders.")
                together.wait()
            done.append(pk)
        finally:
            connection.close()

    writers = [Thread(target=write, args=(row.pk,)) for row in rows]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)
    assert sorted(done) == sorted(row.pk for row in rows)
    assert version() == before + 2


@pytest.mark.django_db
def test_a_change_of_a_row_notes_every_document_that_shows_it() -> None:
    theme = make_theme("Groen")
    organisation = make_organisation("De Huiskamer", themes=[theme])
    from netwerk.lib.search.index import take_in_all_changes

    take_in_all_changes()
    assert not ChangedDocument.objects.exists()
    Theme.objects.filter(pk=theme.pk).update(name="Groener")
    assert ChangedDocument.objects.filter(kind="organisation", object_id=organisation.pk).exists()

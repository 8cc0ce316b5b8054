"""Triggers that say, in the transaction itself, that content changed: for the page cache and for search.

Every table is content unless it is named here. The triggers are installed after each `migrate`, so that a new table
cannot be forgotten; they hold for the site, the admin, imports, bulk writing and SQL alike.
"""

from typing import Any

from django.apps import apps
from django.db import connections

# What no page for visitors shows: app labels and models.
NOT_CONTENT = {
    "account",
    "admin",
    "auth",
    "contenttypes",
    "mfa",
    "sessions",
    "accounts",
    "agenda.EarlierOutcomes",
    "agenda.MailedLink",
    "agenda.OutcomesDraft",
    "agenda.Reminder",
    "lib.ChangedDocument",
    "lib.ContentVersion",
    "lib.OutgoingMail",
    "lib.SearchWord",
    "site.Follow",
    "site.Suggestion",
}
# Never more transactions at once than this write content without sharing a row.
SLOTS = 64
LOCKS = 2018_006

# Raises the version once a transaction. A slot that another transaction holds is passed by, so nobody waits.
RAISE_VERSION = f"""
CREATE OR REPLACE FUNCTION netwerk_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine integer := pg_backend_pid() % {SLOTS};
BEGIN
    IF TG_OP <> 'TRUNCATE' THEN
        IF NOT EXISTS (SELECT FROM changed_rows) THEN RETURN NULL; END IF;
    END IF;
    FOR attempt IN 1..{SLOTS} LOOP
        EXIT WHEN pg_try_advisory_xact_lock({LOCKS}, mine);
        mine := (mine + 1) % {SLOTS};
    END LOOP;
    IF NOT EXISTS (
        SELECT FROM lib_contentversion WHERE slot = mine AND xmin = pg_current_xact_id_if_assigned()::xid
    ) THEN
        INSERT INTO lib_contentversion AS kept (slot, number) VALUES (mine, 1)
        ON CONFLICT (slot) DO UPDATE SET number = kept.number + 1;
    END IF;
    RETURN NULL;
END $$
"""


def _own(kind: str, column: str = "id") -> str:
    return f"SELECT '{kind}', {column} FROM changed_rows"


def _linked(kind: str, table: str, column: str) -> str:
    return f"SELECT '{kind}', {table}.id FROM {table} JOIN changed_rows ON {table}.{column} = changed_rows.id"


def _labelled(sign: str, *columns: str) -> str:
    """What carries the label of a row of which one of `columns` changed; needs `old_rows` too."""
    before = ", ".join(f"old_rows.{column}" for column in columns)
    after = ", ".join(f"changed_rows.{column}" for column in columns)
    return (
        "SELECT lib_searchdocument.kind, object_id FROM old_rows JOIN changed_rows USING (id) JOIN lib_searchdocument"
        f" ON tokens @@ quote_literal('{sign}' || old_rows.slug)::tsquery WHERE ({before}) IS DISTINCT FROM ({after})"
    )


def _heard(column: str) -> str:
    """The agenda items that voices of the changed rows feed: how often they were heard orders their list."""
    return (
        "SELECT 'agenda_item', agendaitem_id FROM agenda_agendaitem_voices AS heard"
        f" JOIN meetings_voice ON meetings_voice.id = heard.voice_id JOIN changed_rows ON {column} = changed_rows.id"
    )


# What has to be indexed again when rows of a table change: SQL that finds kind and id, from `changed_rows`.
INDEXED: dict[str, tuple[str, ...]] = {
    "initiatives_organisation": (
        _own("organisation"),
        _linked("voice", "meetings_voice", "organisation_id"),
        _linked("action", "agenda_action", "owner_id"),
        _heard("meetings_voice.organisation_id"),
    ),
    "initiatives_organisation_areas": (_own("organisation", "organisation_id"),),
    "initiatives_organisation_themes": (_own("organisation", "organisation_id"),),
    "meetings_meeting": (
        _own("meeting"),
        _linked("voice", "meetings_voice", "meeting_id"),
        _linked("action", "agenda_action", "agreed_at_id"),
        _heard("meetings_voice.meeting_id"),
    ),
    "meetings_meeting_themes": (_own("meeting", "meeting_id"),),
    "meetings_programmepoint": (_own("meeting", "meeting_id"),),
    "meetings_reportsection": (_own("meeting", "meeting_id"),),
    "meetings_voice": (_own("voice"), _heard("meetings_voice.id")),
    "meetings_voice_themes": (_own("voice", "voice_id"),),
    "agenda_agendaitem": (_own("agenda_item"),),
    "agenda_agendaitem_areas": (_own("agenda_item", "agendaitem_id"),),
    "agenda_agendaitem_themes": (_own("agenda_item", "agendaitem_id"),),
    "agenda_agendaitem_instruments": (_own("agenda_item", "agendaitem_id"),),
    "agenda_agendaitem_voices": (_own("agenda_item", "agendaitem_id"),),
    "agenda_step": (_own("agenda_item", "agenda_item_id"),),
    "agenda_action": (_own("action"),),
    "agenda_action_agenda_items": (_own("action", "action_id"),),
    "agenda_actionupdate": (_own("action", "action_id"),),
    "agenda_externalreference": (_own("action", "action_id"),),
    "agenda_sharedmessage": (_own("message"),),
    "agenda_messagepoint": (_own("message", "message_id"),),
    "agenda_instrument": (_own("instrument"),),
}

# The same for rows whose name others are found by.
RENAMED = {
    "initiatives_area": _labelled("@", "name", "slug", "parent_id"),
    "initiatives_theme": _labelled("#", "name", "name_en", "slug"),
}

# Name of the trigger, the event, and which rows it sees.
_EVENTS = (
    ("insert", "INSERT", "REFERENCING NEW TABLE AS changed_rows"),
    ("update", "UPDATE", "REFERENCING NEW TABLE AS changed_rows"),
    ("delete", "DELETE", "REFERENCING OLD TABLE AS changed_rows"),
)
# What a row belonged to before has to be indexed again as well.
_BEFORE = (("was", "UPDATE", "REFERENCING OLD TABLE AS changed_rows"),)
_RENAMED = (("renamed", "UPDATE", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows"),)
_TRUNCATE = (("truncate", "TRUNCATE", ""),)


def content_tables() -> list[str]:
    """The tables of every model, links between models included, that a page for visitors may show."""
    shown = []
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.app_label
        is_history = model.__name__.startswith("Historical")
        is_left_out = label in NOT_CONTENT or f"{label}.{model.__name__}" in NOT_CONTENT
        if model._meta.managed and not model._meta.proxy and not is_history and not is_left_out:
            shown.append(model._meta.db_table)
    return sorted(shown)


def install_triggers(*, using: str = "default", **_signal: Any) -> None:
    """Bring functions and triggers in line with this module; a receiver of post_migrate, safe to repeat."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if not {"lib_contentversion", "lib_changeddocument", "lib_searchdocument"} <= there:
            return
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'netwerk\\_%'")
        installed = set(cursor.fetchall())
        cursor.execute(RAISE_VERSION)
        wanted = {
            (table, f"netwerk_content_{name}"): (event, rows, "netwerk_content_changed")
            for table in content_tables()
            for name, event, rows in _EVENTS + _TRUNCATE
            if table in there
        }
        indexed: list[tuple[str, str, tuple[tuple[str, str, str], ...]]] = [
            (table, " UNION ".join(found), _EVENTS + _BEFORE) for table, found in INDEXED.items()
        ]
        indexed += [(table, found, _RENAMED) for table, found in RENAMED.items()]
        for table, found, events in indexed:
            if table not in there:
                continue
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION netwerk_indexed_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" INSERT INTO lib_changeddocument (kind, object_id) {found}; RETURN NULL; END $$"
            )
            for name, event, rows in events:
                wanted[table, f"netwerk_indexed_{name}"] = (event, rows, f"netwerk_indexed_{table}")
        for table, name in installed - wanted.keys():
            cursor.execute(f"DROP TRIGGER {name} ON {table}")
        for (table, name), (event, rows, function) in wanted.items():
            if (table, name) not in installed:
                cursor.execute(
                    f"CREATE TRIGGER {name} AFTER {event} ON {table} {rows}"
                    f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
                )

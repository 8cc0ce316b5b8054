"""Everything is indexed again by the worker: the index knows the order of lists now."""

from django.db import migrations

KINDS = {
    "organisation": "initiatives_organisation",
    "meeting": "meetings_meeting",
    "voice": "meetings_voice",
    "agenda_item": "agenda_agendaitem",
    "action": "agenda_action",
    "message": "agenda_sharedmessage",
    "instrument": "agenda_instrument",
}


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0005_synonyms"),
        ("lib", "0003_speed"),
        ("initiatives", "0004_speed"),
        ("meetings", "0003_speed"),
        ("agenda", "0005_speed"),
    ]

    operations = [
        migrations.RunSQL(
            [
                f"INSERT INTO lib_changeddocument (kind, object_id) SELECT '{kind}', id FROM {table}"
                for kind, table in KINDS.items()
            ],
            reverse_sql=migrations.RunSQL.noop,
        )
    ]

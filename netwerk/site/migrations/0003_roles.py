from typing import Any

from django.db import migrations

from netwerk.accounts import roles


def make_roles(apps: Any, schema_editor: Any) -> None:
    roles.make_roles(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Permissions for the models that came with following, telling us things and the outbox."""

    dependencies = [("site", "0002_follow_suggestion"), ("lib", "0001_initial"), ("meetings", "0002_publication")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]

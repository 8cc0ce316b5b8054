from typing import Any

from django.db import migrations

from netwerk.accounts import roles


def make_roles(apps: Any, schema_editor: Any) -> None:
    roles.make_roles(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Permissions for the links and reminders of the desk."""

    dependencies = [("site", "0003_roles"), ("agenda", "0004_desk")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]

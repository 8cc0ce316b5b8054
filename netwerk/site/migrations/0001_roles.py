from typing import Any

from django.core.management import call_command
from django.db import migrations

from netwerk.accounts import roles


def make_roles(apps: Any, schema_editor: Any) -> None:
    roles.make_roles(apps, schema_editor.connection.alias)


def make_cache_table(apps: Any, schema_editor: Any) -> None:
    """So that `migrate` is enough. Does nothing when the cache is not in the database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("accounts", "0001_initial"),
        ("initiatives", "0001_initial"),
        ("meetings", "0001_initial"),
        ("agenda", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]

from typing import Any

from django.db import migrations

from netwerk.accounts import roles
from netwerk.site.starter_synonyms import STARTER_SYNONYMS


def make(apps: Any, schema_editor: Any) -> None:
    roles.make_roles(apps, schema_editor.connection.alias)
    synonyms = apps.get_model("lib", "Synonym").objects.using(schema_editor.connection.alias)
    synonyms.bulk_create(synonyms.model(words=words) for words in STARTER_SYNONYMS)


class Migration(migrations.Migration):
    """Synonyms to begin with, and who may change them."""

    dependencies = [("site", "0004_roles"), ("lib", "0002_search")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

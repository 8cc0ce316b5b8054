from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_publication"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["-starts_at", "-id"], condition=models.Q(("published", True)), name="meeting_past"
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["ends_at"],
                condition=models.Q(("published", True), ("purpose", "alderman_conversation")),
                name="meeting_conversation",
            ),
        ),
    ]

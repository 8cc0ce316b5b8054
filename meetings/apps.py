from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Bijeenkomsten")

    def ready(self) -> None:
        from meetings.models import Meeting
        from netwerk.lib.content_version import turns_at

        turns_at(lambda now: Meeting.objects.public().next_turn(now))

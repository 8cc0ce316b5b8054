from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "netwerk.lib"
    label = "lib"

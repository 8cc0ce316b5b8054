from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "netwerk.site"
    label = "site"
    verbose_name = _("Website")

    def ready(self) -> None:
        from netwerk.lib.search import index
        from netwerk.site.content import install_triggers
        from netwerk.site.search_documents import SOURCES

        index.register(*SOURCES)
        post_migrate.connect(install_triggers, sender=self)

"""What search engines may find: every public page in both languages. One query for each kind, whatever the number."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.urls import reverse

from agenda.models import Action, AgendaItem, SharedMessage
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting

# Pages of which there is one.
PAGES = (
    "home",
    "initiative_list",
    "district_list",
    "meeting_list",
    "agenda_item_list",
    "action_list",
    "council",
    "follow",
    "handover",
    "open_data",
    "propose_initiative",
    "about",
    "contact",
    "privacy",
    "accessibility",
)


class BothLanguages(Sitemap):
    """Each page in both languages, each naming the other, at the address of SITE_URL."""

    i18n = True
    alternates = True
    x_default = True
    # In entries, two a page: well within what search engines read of one file.
    limit = 20_000

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(BothLanguages):
    """The pages of which there is one."""

    def items(self) -> list[str]:
        return list(PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


class RowSitemap(BothLanguages):
    """The pages of the rows of a queryset."""

    def __init__(self, rows: "QuerySet[Any]") -> None:
        super().__init__()
        self.rows = rows

    def items(self) -> "QuerySet[Any]":
        return self.rows

    def lastmod(self, item: Model) -> datetime | None:
        return getattr(item, "updated_at", None)


class ThemeSitemap(RowSitemap):
    """A theme is a word; its page belongs to the whole site."""

    def location(self, item: Theme) -> str:
        return reverse("theme", args=[item.slug])


def sitemaps() -> dict[str, BothLanguages]:
    """Every part by its name in the address."""
    city = Area.objects.of_municipality(settings.MUNICIPALITY_CODE)
    return {
        "pages": PageSitemap(),
        "themes": ThemeSitemap(Theme.objects.only("slug")),
        "districts": RowSitemap(city.districts().select_related("parent").only("slug", "parent__slug")),
        "initiatives": RowSitemap(Organisation.objects.public().only("slug", "updated_at").order_by("pk")),
        "meetings": RowSitemap(Meeting.objects.public().only("slug", "starts_at", "updated_at").order_by("pk")),
        "agenda-items": RowSitemap(AgendaItem.objects.public().only("slug", "updated_at").order_by("pk")),
        "actions": RowSitemap(Action.objects.public().only("reference", "updated_at").order_by("pk")),
        "editions": RowSitemap(SharedMessage.objects.public().only("slug", "updated_at").order_by("pk")),
    }

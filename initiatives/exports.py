"""What files tell of an initiative. Telephone and mail stand on its page only: nobody gets a list to mail to."""

from django.utils.translation import gettext_lazy as _

from netwerk.lib.exports import Column
from netwerk.lib.links import absolute

INITIATIVE_FORMATS = ("csv", "json")

INITIATIVE_COLUMNS = (
    Column("name", _("Naam")),
    Column("url", _("Adres van de bladzijde"), lambda row: absolute(row.get_absolute_url())),
    Column("kind", _("Soort (code)")),
    Column("kind_in_words", _("Soort"), lambda row: row.get_kind_display()),
    Column("sentence", _("In één zin")),
    Column("whole_city", _("Voor de hele stad")),
    Column("district", _("Wijk"), lambda row: row.district.name if row.district else "", _("Leeg: voor de hele stad.")),
    Column("also_in", _("Ook actief in"), lambda row: row.area_names, _("Namen van wijken en buurten.")),
    Column("themes", _("Onderwerpen"), lambda row: row.theme_names),
    Column("seeks", _("Zoekt")),
    Column("shares", _("Deelt met anderen")),
    Column("visiting_address", _("Bezoekadres")),
    Column("accessibility", _("Kun je er goed in?")),
    Column("opening_times", _("Wanneer kun je terecht?"), note=_("Eén regel per moment.")),
    Column("website", _("Website")),
    Column("checked_on", _("Laatst nagekeken op")),
)

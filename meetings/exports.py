"""What files and feeds tell of a meeting. The report counts only when it is final."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from netwerk.lib.exports import Column
from netwerk.lib.feeds import Entry
from netwerk.lib.links import absolute
from netwerk.lib.text import day_in_words, hours_in_words, plain

MEETING_FORMATS = ("csv", "json", "atom", "ics")

MEETING_COLUMNS = (
    Column("title", _("Titel")),
    Column("url", _("Adres van de bladzijde"), lambda row: absolute(row.get_absolute_url())),
    Column("purpose", _("Soort (code)")),
    Column("purpose_in_words", _("Soort"), lambda row: row.get_purpose_display()),
    Column("state", _("Staat (code)")),
    Column("state_in_words", _("Staat"), lambda row: row.get_state_display()),
    Column("cancelled_why", _("Waarom gaat het niet door?")),
    Column("starts_at", _("Begint op"), note=_("In de tijd van de stad.")),
    Column("ends_at", _("Eindigt op"), note=_("In de tijd van de stad.")),
    Column("place", _("Plaats")),
    Column("address", _("Adres")),
    Column(
        "district", _("Wijk"), lambda row: row.area.district.name if row.area else "", _("Leeg: voor de hele stad.")
    ),
    Column("themes", _("Onderwerpen"), lambda row: row.theme_names),
    Column("hosts", _("Wie nodigt uit?"), lambda row: row.host_list),
    Column("facilitators", _("Begeleiding"), lambda row: row.facilitator_list),
    Column("capacity", _("Aantal plaatsen"), note=_("Leeg: geen grens.")),
    Column("introduction", _("Waar gaat het over?"), note=_("Tekst in Markdown.")),
    Column("has_report", _("Is er een verslag?"), lambda row: row.has_public_report),
    Column("summary", _("Verslag in het kort"), lambda row: row.summary if row.has_public_report else ""),
)


def title_of(meeting: Meeting) -> str:
    """The title, and that it does not take place when it is cancelled."""
    return f"{meeting.title} {_('(gaat niet door)')}" if meeting.is_cancelled else meeting.title


def entries_of(meetings: Iterable[Meeting]) -> Iterator[Entry]:
    """The meetings as pieces of a feed."""
    today = timezone.localdate()
    for meeting in meetings:
        about = meeting.summary if meeting.has_public_report else plain(meeting.introduction)
        when = f"{day_in_words(meeting.starts_on, today=today)}, {hours_in_words(meeting.starts_at, meeting.ends_at)}"
        yield Entry(
            key=f"meeting/{meeting.pk}",
            since=meeting.created_at,
            title=title_of(meeting),
            path=meeting.get_absolute_url(),
            text="\n".join(part for part in (when, meeting.place, meeting.cancelled_why, about) if part),
            published=meeting.published_at or meeting.created_at,
            updated=meeting.updated_at,
        )

"""The picture that goes with a link: one for each page, in the words of the page."""

import hashlib
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import formats, timezone
from django.utils.cache import get_conditional_response
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from PIL import Image

from agenda.models import Action, AgendaItem, Plate, SharedMessage
from initiatives.counts import InitiativeCounts
from initiatives.models import Area, Organisation
from meetings.models import Meeting
from netwerk.accounts.access import public
from netwerk.lib.text import hours_in_words
from netwerk.site.share_images import CITY_PATTERN, EDITION, DateBlock, Pill, ShareImage, draw

KEEP = 30 * 86_400
VOICE, ITEM, MESSAGE, CONVERSATION, ACTION, RESULT = range(6)


@public
def share_image(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """A PNG of 1200 by 630 for the page `key` of `kind`, one of KINDS; 404 for what is not public."""
    if kind not in KINDS:
        raise Http404
    image = KINDS[kind](key)
    etag = hashlib.sha256(f"{EDITION} {image!r}".encode()).hexdigest()
    response = get_conditional_response(request, etag=f'"{etag}"') or HttpResponse(
        _drawn(image, etag), content_type="image/png"
    )
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _drawn(image: ShareImage, etag: str) -> bytes:
    """The picture, from the cache when the same was drawn before."""
    cache = caches["share_images"]
    drawn: bytes | None = cache.get(etag)
    if drawn is None:
        drawn = draw(image, _picture(image.photo))
        cache.set(etag, drawn, KEEP)
    return drawn


def _picture(name: str) -> Image.Image | None:
    """The stored picture; None when there is none, or when its file is gone."""
    if not name:
        return None
    try:
        with default_storage.open(name) as file, Image.open(file) as picture:
            picture.load()
            return picture
    except OSError:
        return None


def _steps() -> tuple[str, ...]:
    return (
        _("Een stem"),
        _("Op de agenda"),
        _("In onze boodschap"),
        _("In gesprek"),
        _("Een afspraak"),
        _("Het resultaat"),
    )


def _initiatives_in_words(count: int) -> str:
    return ngettext("%(count)d initiatief", "%(count)d initiatieven", count) % {"count": count}


def _of_site(key: str) -> ShareImage:
    """For the home page, and for every page without a picture of its own."""
    if key != "begin":
        raise Http404
    districts = Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts()
    return ShareImage(
        settings.SITE_NAME,
        _("Deze stad maken we zelf"),
        note=_initiatives_in_words(InitiativeCounts.now().total()),
        districts=tuple(district.drawing for district in districts if district.drawing),
    )


def _of_district(key: str) -> ShareImage:
    districts = Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts()
    district = get_object_or_404(districts, slug=key)
    return ShareImage(
        settings.SITE_NAME,
        district.name,
        note=_initiatives_in_words(InitiativeCounts.now().by_district()[district.slug]),
        pattern=district.drawing.pattern if district.drawing else CITY_PATTERN,
    )


def _of_initiative(key: str) -> ShareImage:
    organisation = get_object_or_404(Organisation.objects.public().select_related("main_area__parent"), slug=key)
    stopped = organisation.status == Organisation.Status.STOPPED
    drawing = organisation.district.drawing if organisation.district else None
    return ShareImage(
        settings.SITE_NAME,
        organisation.name,
        note=organisation.place_in_words + (f" ({organisation.get_status_display()})" if stopped else ""),
        pattern=None if organisation.photo else drawing.pattern if drawing else CITY_PATTERN,
        photo=organisation.photo.name or "",
    )


def _of_meeting(key: str) -> ShareImage:
    year, _dash, slug = key.partition("-")
    if not year.isdecimal():
        raise Http404
    meeting = get_object_or_404(Meeting.objects.public().in_year(int(year)), slug=slug)
    now = timezone.now()
    is_coming = not meeting.is_over(now) and not meeting.is_cancelled
    hours = hours_in_words(meeting.starts_at, meeting.ends_at)
    return ShareImage(
        settings.SITE_NAME,
        meeting.title,
        note=f"{hours}, {meeting.place}" if meeting.place else hours,
        date=_day(meeting.starts_on, is_coming=is_coming, today=timezone.localdate(now)),
        pill=Pill("stuck", capfirst(meeting.get_state_display())) if meeting.is_cancelled else None,
        steps=_steps(),
        here=CONVERSATION,
        reached=CONVERSATION if meeting.is_over(now) and not meeting.is_cancelled else MESSAGE,
    )


def _day(day: date, *, is_coming: bool, today: date) -> DateBlock:
    weekday, month = formats.date_format(day, "D"), formats.date_format(day, "M")
    if get_language() == "nl":
        weekday, month = weekday.lower(), month.lower()
    return DateBlock(weekday, str(day.day), month if day.year == today.year else f"{month} {day.year}", is_coming)


def _of_agenda_item(key: str) -> ShareImage:
    item = get_object_or_404(AgendaItem.objects.public().with_voice_counts(), slug=key)
    return ShareImage(
        settings.SITE_NAME,
        item.title,
        above=_voices_in_words(item.voice_count, item.voice_district_count),  # type: ignore[attr-defined]
        steps=_steps(),
        here=ITEM,
        reached=RESULT if item.state == AgendaItem.State.REACHED else ITEM,
    )


def _voices_in_words(voices: int, districts: int) -> str:
    """'14 stemmen uit 8 wijken'."""
    if not voices:
        return _("Nog geen stemmen")
    words = ngettext("%(count)s stem", "%(count)s stemmen", voices) % {"count": voices}
    if not districts:
        return words
    return f"{words} {ngettext('uit %(count)s wijk', 'uit %(count)s wijken', districts) % {'count': districts}}"


def _of_action(key: str) -> ShareImage:
    action = get_object_or_404(Action.objects.public().select_related("owner"), reference=key.upper())
    return ShareImage(
        settings.SITE_NAME,
        action.title,
        note=f"{action.reference}, {action.owner_in_words}",
        pill=Pill(action.status, str(action.get_status_display())),
        steps=_steps(),
        here=ACTION,
        reached=RESULT if action.status == Action.Status.DONE else ACTION,
    )


def _of_edition(key: str) -> ShareImage:
    message = get_object_or_404(SharedMessage.objects.public(), slug=key)
    plate = Plate.objects.filter(point__message=message).order_by("point__position").first()
    day = formats.date_format(message.edition_date, "j F Y")
    return ShareImage(
        settings.SITE_NAME,
        message.title,
        note=f"{_('Onze boodschap')}, {day}",
        photo=(plate.image.name or "") if plate else "",
        steps=_steps(),
        here=MESSAGE,
        reached=MESSAGE,
    )


KINDS: dict[str, Callable[[str], ShareImage]] = {
    "site": _of_site,
    "district": _of_district,
    "initiative": _of_initiative,
    "meeting": _of_meeting,
    "agenda_item": _of_agenda_item,
    "action": _of_action,
    "edition": _of_edition,
}

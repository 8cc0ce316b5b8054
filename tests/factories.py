"""Valid, saved objects for tests. Every default can be replaced by keyword; what has no name given gets a number."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from agenda.domain import agree_action, publish_edition, report_news
from agenda.models import Action, ActionUpdate, AgendaItem, Endorsement, MessagePoint, Plate, SharedMessage
from initiatives.models import Area, Organisation, Theme
from meetings.domain import publish_report
from meetings.models import Meeting, SignUp, Voice
from netwerk.accounts.models import Role, User
from netwerk.site.models import Follow, Suggestion
from tests.people import person

numbers = count(1)


def _named(name: str, noun: str) -> tuple[str, str]:
    """The name and its slug; without a name, `noun` with a number that nothing else has."""
    shown = name or f"{noun} {next(numbers)}"
    return shown, slugify(shown)


def make_district(name: str = "", **fields: Any) -> Area:
    shown, slug = _named(name, "Wijk")
    defaults: dict[str, Any] = {
        "code": f"WK{next(numbers):06}",
        "name": shown,
        "slug": slug,
        "kind": Area.Kind.DISTRICT,
        "municipality_code": "GM0344",
        "municipality_name": "Utrecht",
        "latitude": 52.09,
        "longitude": 5.12,
    }
    return Area.objects.create(**{**defaults, **fields})


def make_neighbourhood(name: str = "", **fields: Any) -> Area:
    """A neighbourhood, in a district of its own when `parent` is not given."""
    shown, slug = _named(name, "Buurt")
    defaults: dict[str, Any] = {
        "code": f"BU{next(numbers):08}",
        "name": shown,
        "slug": slug,
        "kind": Area.Kind.NEIGHBOURHOOD,
        "parent": fields.get("parent") or make_district(),
    }
    return make_district(**{**defaults, **fields})


def make_theme(name: str = "", **fields: Any) -> Theme:
    shown, slug = _named(name, "Thema")
    return Theme.objects.create(**{"name": shown, "slug": slug, **fields})


def make_organisation(
    name: str = "",
    *,
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    **fields: Any,
) -> Organisation:
    """A published initiative; for the whole city when `main_area` is not given."""
    shown, slug = _named(name, "Huiskamer")
    defaults: dict[str, Any] = {
        "name": shown,
        "slug": slug,
        "kind": Organisation.Kind.INITIATIVE,
        "whole_city": fields.get("main_area") is None,
        "sentence": "Samen soep eten, elke dinsdag.",
        "status": Organisation.Status.PUBLISHED,
    }
    organisation = Organisation.objects.create(**{**defaults, **fields})
    organisation.themes.set(themes)
    organisation.areas.set(areas)
    return organisation


def make_meeting(title: str = "", *, starts_at: datetime | None = None, **fields: Any) -> Meeting:
    """A published worksession of two hours, planned in two weeks from now when `starts_at` is not given."""
    shown, slug = _named(title, "Werksessie")
    start = starts_at or timezone.now() + timedelta(days=14)
    defaults: dict[str, Any] = {
        "title": shown,
        "slug": slug,
        "purpose": Meeting.Purpose.WORKSESSION,
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "place": "De Huiskamer",
        "published": True,
    }
    return Meeting.objects.create(**{**defaults, **fields})


def make_held_meeting(title: str = "", *, starts_at: datetime | None = None, **fields: Any) -> Meeting:
    """A meeting of a month ago whose report is final and public."""
    start = starts_at or timezone.now() - timedelta(days=30)
    meeting = make_meeting(
        title, **{"starts_at": start, "state": Meeting.State.HELD, "summary": "Er is soep gegeten.", **fields}
    )
    publish_report(meeting=meeting, on=meeting.starts_on + timedelta(days=7))
    return meeting


def make_voice(text: str = "Er is geen plek voor jongeren.", **fields: Any) -> Voice:
    """A published anonymous voice, of a meeting with a public report when `meeting` is not given."""
    defaults: dict[str, Any] = {
        "text": text,
        "meeting": fields.get("meeting") or make_held_meeting(),
        "speaker": Voice.Speaker.ANONYMOUS,
        "published": True,
    }
    return Voice.objects.create(**{**defaults, **fields})


def make_agenda_item(
    title: str = "",
    *,
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    voices: Iterable[Voice] = (),
    meetings: Iterable[Meeting] = (),
    **fields: Any,
) -> AgendaItem:
    """A published item that the network has adopted."""
    shown, slug = _named(title, "Agendapunt")
    defaults: dict[str, Any] = {
        "title": shown,
        "slug": slug,
        "why": "Dit horen we in de hele stad.",
        "goal": "Dat het lukt.",
        "state": AgendaItem.State.ADOPTED,
        "published": True,
    }
    item = AgendaItem.objects.create(**{**defaults, **fields})
    item.themes.set(themes)
    item.areas.set(areas)
    item.voices.set(voices)
    item.meetings.set(meetings)
    return item


def make_action(
    title: str = "Zoek een plek voor jongeren",
    *,
    agenda_items: Iterable[AgendaItem] = (),
    status: str = "",
    **fields: Any,
) -> Action:
    """A published action through its door `agree_action`; `status` comes by news on the day it was agreed."""
    defaults: dict[str, Any] = {
        "title": title,
        "agreed_at": fields.get("agreed_at") or make_held_meeting(),
        "owner": fields.get("owner") or make_organisation(),
        "published": True,
    }
    action = agree_action(**{**defaults, **fields})
    action.agenda_items.set(agenda_items)
    if status:
        make_news(action=action, status=status)
    return action


def make_news(*, action: Action, text: str = "Er is een plek gevonden.", **fields: Any) -> ActionUpdate:
    """News by the network, on the day the action was agreed when `on` is not given."""
    return report_news(**{"action": action, "on": action.agreed_on, "text": text, "role": "Het netwerk", **fields})


def make_edition(
    title: str = "Onze boodschap",
    *,
    points: int = 4,
    published: bool = True,
    endorsed_by: Iterable[Organisation] = (),
    items: Iterable[AgendaItem] = (),
    **fields: Any,
) -> SharedMessage:
    """An edition with `points`, the first of which rests on `items`."""
    defaults: dict[str, Any] = {
        "title": title,
        "slug": f"editie-{next(numbers)}",
        "edition_date": timezone.localdate(),
        "summary": "Geef bewoners de ruimte.",
        "addressed_to": "De gemeenteraad",
    }
    message = SharedMessage.objects.create(**{**defaults, **fields})
    for position in range(1, points + 1):
        point = MessagePoint.objects.create(
            message=message, position=position, title=f"Punt {position}", why="Het is nodig.", ask="Doe mee."
        )
        if position == 1:
            point.agenda_items.set(items)
    for organisation in endorsed_by:
        Endorsement.objects.create(message=message, organisation=organisation, on=message.edition_date)
    if published:
        publish_edition(message=message)
    return message


def make_plate(point: MessagePoint, **fields: Any) -> Plate:
    defaults: dict[str, Any] = {
        "point": point,
        "image": make_upload(),
        "alt": "Een boom met vogels",
        "full_text": "Boven in de boom zitten drie vogels.",
    }
    return Plate.objects.create(**{**defaults, **fields})


def make_upload(name: str = "foto.jpg", *, size: tuple[int, int] = (640, 480), format: str = "JPEG") -> Any:
    """An uploaded picture as a form hands it over."""
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, format)
    return SimpleUploadedFile(name, out.getvalue(), f"image/{format.lower()}")


def make_sign_up(meeting: Meeting, **fields: Any) -> SignUp:
    defaults: dict[str, Any] = {"name": "Buur", "email": "buur@example.org", "state": SignUp.State.COMING}
    return SignUp.objects.create(**{"meeting": meeting, **defaults, **fields})


def make_follow(email: str = "sam@example.org", **fields: Any) -> Follow:
    """Somebody who follows the message since now and has confirmed it."""
    now = timezone.now()
    defaults: dict[str, Any] = {"kind": Follow.Kind.MESSAGE, "told_until": now, "confirmed_at": now}
    return Follow.objects.create(email=email, **{**defaults, **fields})


def make_suggestion(text: str = "De deur is nu aan de achterkant.", **fields: Any) -> Suggestion:
    return Suggestion.objects.create(**{"kind": Suggestion.Kind.CORRECTION, "text": text, **fields})


def make_user(role: Role | None = None, email: str = "") -> User:
    """Somebody with `role` who can sign in with a code; tests.people.sign_in signs them in."""
    return person(role, email)


# --- Many rows at once, for tests that count queries ------------------------------------------------------


def bulk_organisations(
    number: int, *, main_area: Area | None = None, themes: Iterable[Theme] = (), **fields: Any
) -> list[Organisation]:
    """Published initiatives that look for people, each about all `themes`."""
    made = Organisation.objects.bulk_create(
        Organisation(
            **{
                "name": f"Initiatief {serial}",
                "slug": f"initiatief-{serial}",
                "main_area": main_area,
                "whole_city": main_area is None,
                "sentence": "Samen tuinieren.",
                "seeks": "Een kok voor de dinsdag.",
                "status": Organisation.Status.PUBLISHED,
                **fields,
            }
        )
        for serial in _serials(number)
    )
    through = Organisation.themes.through
    through.objects.bulk_create(through(organisation=one, theme=theme) for theme in themes for one in made)
    _count(Organisation, through)
    return made


def bulk_meetings(
    number: int, *, area: Area | None = None, held: bool = False, starts_at: datetime | None = None, **fields: Any
) -> list[Meeting]:
    """Published meetings, an hour after each other: coming ones, or held ones with a public report."""
    first = starts_at or timezone.now() + timedelta(days=-400 if held else 3)
    state: dict[str, Any] = {}
    if held:
        state = {
            "state": Meeting.State.HELD,
            "report_state": Meeting.ReportState.FINAL,
            "report_final_on": timezone.localdate(),
            "summary": "Er is gepraat.",
        }
    made = Meeting.objects.bulk_create(
        Meeting(
            **{
                "title": f"Bijeenkomst {serial}",
                "slug": f"bijeenkomst-{serial}",
                "purpose": Meeting.Purpose.NETWORK,
                "starts_at": first + timedelta(hours=place),
                "ends_at": first + timedelta(hours=place + 1),
                "area": area,
                "published": True,
                **state,
                **fields,
            }
        )
        for place, serial in enumerate(_serials(number))
    )
    _count(Meeting)
    return made


def bulk_voices(number: int, *, meeting: Meeting, items: Iterable[AgendaItem] = (), **fields: Any) -> list[Voice]:
    """Published anonymous voices of one meeting, each feeding all `items`."""
    made = Voice.objects.bulk_create(
        Voice(**{"text": f"Stem {serial}", "meeting": meeting, "published": True, **fields})
        for serial in _serials(number)
    )
    through = AgendaItem.voices.through
    through.objects.bulk_create(through(agendaitem=item, voice=voice) for item in items for voice in made)
    _count(Voice, through)
    return made


def bulk_agenda_items(number: int, **fields: Any) -> list[AgendaItem]:
    made = AgendaItem.objects.bulk_create(
        AgendaItem(
            **{
                "title": f"Agendapunt {serial}",
                "slug": f"agendapunt-{serial}",
                "state": AgendaItem.State.ADOPTED,
                "published": True,
                **fields,
            }
        )
        for serial in _serials(number)
    )
    _count(AgendaItem)
    return made


def bulk_actions(
    number: int,
    *,
    agreed_at: Meeting,
    owner: Organisation,
    items: Iterable[AgendaItem] = (),
    news: int = 2,
    status: str = Action.Status.BUSY,
    **fields: Any,
) -> list[Action]:
    """Published actions for all `items`, each with `news` entries in its log; the last one sets `status`."""
    made = Action.objects.bulk_create(
        Action(
            **{
                "title": f"Afspraak {serial}",
                "agreed_at": agreed_at,
                "agreed_on": agreed_at.starts_on,
                "owner": owner,
                "published": True,
                **fields,
            }
        )
        for serial in _serials(number)
    )
    ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action=action,
            on=action.agreed_on + timedelta(days=place),
            text="Er is gebeld.",
            role="Het netwerk",
            status=status if place == news - 1 else "",
        )
        for action in made
        for place in range(news)
    )
    through = Action.agenda_items.through
    through.objects.bulk_create(through(action=action, agendaitem=item) for item in items for action in made)
    _count(Action, ActionUpdate, Action.agenda_items.through)
    return made


def bulk_endorsements(message: SharedMessage, organisations: Iterable[Organisation], *, on: date) -> list[Endorsement]:
    return Endorsement.objects.bulk_create(
        Endorsement(message=message, organisation=organisation, on=on) for organisation in organisations
    )


def _count(*models: type[Model]) -> None:
    """Let the database count the rows: without that its plans suit empty tables, and some take minutes."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in models)}")


def _serials(number: int) -> Iterable[int]:
    return [next(numbers) for _ in range(number)]

"""Valid rows for the tests of the admin."""

from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from agenda.domain import agree_action
from agenda.models import Action, AgendaItem, MessagePoint, Plate, SharedMessage
from initiatives.models import Area, Organisation
from meetings.models import Meeting, Voice

numbers = count(1)


def district(name: str = "") -> Area:
    number = next(numbers)
    return Area.objects.create(
        code=f"WK{number:06}",
        name=name or f"Wijk {number}",
        slug=f"wijk-{number}",
        kind="district",
        municipality_code="GM0344",
        municipality_name="Utrecht",
        latitude=52.1,
        longitude=5.1,
    )


def organisation(**fields: Any) -> Organisation:
    number = next(numbers)
    defaults: dict[str, Any] = {"name": f"Huiskamer {number}", "slug": f"huiskamer-{number}", "sentence": "Soep."}
    if "main_area" not in fields:
        defaults["whole_city"] = True
    return Organisation.objects.create(**{**defaults, **fields})


def meeting(**fields: Any) -> Meeting:
    number = next(numbers)
    start = datetime(2018, 11, 13, 16, tzinfo=ZoneInfo("Europe/Amsterdam"))
    defaults: dict[str, Any] = {
        "title": f"Bijeenkomst {number}",
        "slug": f"bijeenkomst-{number}",
        "purpose": "worksession",
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "state": "held",
    }
    return Meeting.objects.create(**{**defaults, **fields})


def voice(**fields: Any) -> Voice:
    return Voice.objects.create(**{"text": "Er is geen plek.", "meeting": fields.get("meeting") or meeting(), **fields})


def agenda_item(**fields: Any) -> AgendaItem:
    number = next(numbers)
    return AgendaItem.objects.create(**{"title": f"Punt {number}", "slug": f"punt-{number}", **fields})


def action(**fields: Any) -> Action:
    return agree_action(
        **{
            "title": "Zoek een plek",
            "agreed_at": fields.get("agreed_at") or meeting(),
            "owner": fields.get("owner") or organisation(),
            **fields,
        }
    )


def edition(state: str = "draft", points: int = 1) -> SharedMessage:
    number = next(numbers)
    message = SharedMessage.objects.create(
        title="Onze boodschap",
        slug=f"editie-{number}",
        edition_date=date(2018, 6, 29),
        summary="Doe wat nodig is.",
        addressed_to="de raad",
    )
    for place in range(1, points + 1):
        MessagePoint.objects.create(message=message, position=place, title="Geld", why="Nodig.", ask="Geef ruimte.")
    if state != "draft":
        message.state = state
        message.save(update_fields=["state"])
    return message


def plate(point: MessagePoint) -> Plate:
    return Plate.objects.create(
        point=point, image="plates/x.jpg", image_width=1, image_height=1, alt="a", full_text="t"
    )


def picture(name: str = "foto.jpg") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def typed_in(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What a browser would post from the form at `address`, with `changes` typed over it."""
    context = client.get(address).context
    data: dict[str, Any] = {}
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False or bound.field.widget.needs_multipart_form:
                continue
            widget = getattr(bound.field.widget, "widget", bound.field.widget)
            if hasattr(widget, "widgets"):
                for number, part in enumerate(widget.decompress(value)):
                    if part not in (None, ""):
                        data[f"{bound.html_name}_{number}"] = str(part)
                continue
            data[bound.html_name] = [str(v) for v in value] if isinstance(value, list) else str(value)
    return {**data, **changes}

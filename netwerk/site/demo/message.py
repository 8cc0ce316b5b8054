"""Editions of the shared message in the demonstration city."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files import File

from agenda.domain import endorse, open_for_endorsement, publish_edition
from agenda.models import AgendaItem, Hotspot, MessageLogEntry, MessagePoint, Plate, SharedMessage
from agenda.models.message import PointAgendaItem
from initiatives.models import Organisation
from netwerk.site.demo.items import BEDS, BUDGETS, FORCES, GRANTS, GREEN, MOVEMENT, PAID, PLACE, TABLE, TENDER
from netwerk.site.demo.organisations import PLATES

BEHIND = (
    "De Verzonnen Soeppan", "Buren van de Tiende Etage", "Moestuin De Scheve Kas", "Taalcafé De Omweg", "Huiskamer De Twee Stoelen",
    "Buurttuin Het Vijfde Bankje", "Café Zonder Haast", "Wijkkeuken De Volle Ketel", "Werfkelder voor Iedereen-voorbeeld", "Nachtburen",
    "Huis van de Derde Helft", "Energieclub De Warme Trui", "De Open Werkplaats", "De Lange Tafel van Terwijde",
    "De Schuur van Vleuten-voorbeeld", "Vervoersmaatjes Stad-voorbeeld",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A plate: file, short and full text, and its numbered places (x, y, title, text)."""

    file: str
    alt: str
    full_text: str
    spots: tuple[tuple[float, float, str, str], ...] = ()


@dataclass(frozen=True)
class Point:
    """A point of an edition."""

    title: str
    why: str
    ask: str
    items: tuple[str, ...]
    plate: Drawn | None = None


HOOPS = Drawn(
    "plate-1.webp",
    "Tekening van een bewoner voor drie hoepels, op weg naar een huis met een open deur.",
    "Links staat een bewoner voor drie hoepels op een paal. Boven elke hoepel staat: regel. Rechts staat een huis met de deur open, en iemand lacht in de deuropening. Boven de hoepels staat: kom erin! Een pijl wijst naar het huis.",
    (
        (28, 55, "De hoepels", "Elke regel is een hoepel. De bewoner staat er voor drie."),
        (80, 55, "De open deur", "Zo kan het ook: iemand doet open."),
    ),
)
HOUSE = Drawn(
    "plate-2.webp",
    "Tekening van een huis met bewoners ervoor en een sleutel in de lucht.",
    "Een groot huis. Op het dak staat: van ons. Voor het huis staan vier bewoners. In de lucht hangt een sleutel.",
    ((85, 20, "De sleutel", "Een eigen sleutel, in elke wijk."), (50, 35, "Van ons", "Het huis is van de buurt.")),
)
CAN = Drawn(
    "plate-3.webp",
    "Tekening van een gieter die een plantje water en munten geeft.",
    "Bovenaan staat: geld dat blijft. Een gieter giet water en drie munten op een plantje. Er staat bij: elk jaar een beetje. Rechts staat een lekke emmer met een kruis erdoor. Er staat bij: potje op = project weg.",
    (
        (19, 43, "De gieter", "Elk jaar een beetje, dat blijft."),
        (80, 65, "De lekke emmer", "Is het potje op, dan is het project weg."),
    ),
)
TABLE_DRAWN = Drawn(
    "plate-4.webp",
    "Tekening van zeven mensen om een grote tafel.",
    "Zeven mensen zitten om een grote ronde tafel. Op de tafel liggen drie gekleurde vellen en staan twee bekers. Erboven staat: allemaal dezelfde stoel.",
    ((50, 55, "De tafel", "Iedereen zit, niemand staat."),),
)

POINTS_2018 = (
    Point("Krachten bundelen per wijk", "De gemeente geeft meer ruimte in haar regels. Het vertrouwen in initiatieven blijft achter.",
          "Werk met ons samen aan wijkcoöperaties, buurtnetwerken en informatiepunten.", (FORCES,)),
    Point("Bewoners als opdrachtgever", "Initiatieven willen zelf opdrachtgever zijn. Een kerngroep van voorlopers trekt dat.",
          "Evalueer de aanbesteding, en stop ermee over zes jaar.", (TENDER,)),
    Point("Geld dichter bij de buurt", "Bewonersbudget, bewonersbod en buurtbudget horen bij de gezamenlijke agenda.",
          "Maak het bewonersbudget groter en ga door met buurtbudgetten.", (BUDGETS,)),
    Point("Samen een beweging", "In kleine werkgroepen zitten raadsleden, initiatieven en marktpartijen rond een thema.",
          "Doe mee in zo'n werkgroep, en zeg wat je nodig hebt.", (MOVEMENT,)),
)  # fmt: skip

POINTS_NOW = (
    Point("Minder hoepels, meer open deuren", "Voor elk klein plan springen we door regels die voor grote organisaties zijn gemaakt. Wij kennen onze buren en durven verantwoordelijk te zijn.",
          "Pas de regels aan op wat een buurt nodig heeft, en laat ons meedenken voordat het plan af is.", (TABLE,), HOOPS),
    Point("Een plek met een eigen sleutel", "Zonder plek begin je elke keer opnieuw. Met een plek komen er groepen bij.",
          "Open in elke wijk één plek waar bewoners de sleutel van hebben.", (PLACE,), HOUSE),
    Point("Geld dat blijft", "Nu krijgen groepen geld voor een jaar. Daarna begint het vragen weer. Zo groeit er niets.",
          "Maak afspraken voor drie jaar met elke groep die goed loopt.", (GRANTS,), CAN),
    Point("Dezelfde stoel voor iedereen", "Ook wie geen huis heeft of geen tijd heeft, hoort aan tafel. Daar is iemand voor nodig die er altijd is.",
          "Betaal de uren van wie alles bij elkaar houdt, en zorg dat niemand buiten slaapt.", (PAID, BEDS), TABLE_DRAWN),
)  # fmt: skip

POINTS_DRAFT = (
    Point("Groen zonder gedoe", "Voor een kuub grond zijn nu zeven formulieren nodig.", "Maak er één formulier van.", (GREEN,)),
    Point("Nog te kiezen", "De werksessie kiest wat erin blijft.", "Nog te schrijven.", ()),
)  # fmt: skip


def load_messages(*, today: date, organisations: dict[str, Organisation], items: dict[str, AgendaItem]) -> None:
    """The edition of 2018, the one that holds now and a draft; an edition that exists is left alone."""
    recent = today - timedelta(days=110)
    draft = today - timedelta(days=4)
    _edition(
        SharedMessage(
            title="De gezamenlijke agenda van 2018",
            slug="2018",
            edition_date=date(2018, 9, 18),
            summary="Wat bewoners op 18 september 2018 samen wilden bereiken, hier naverteld als boodschap.",
            addressed_to="de gemeenteraad van Utrecht",
        ),
        POINTS_2018,
        (
            (
                date(2018, 6, 29),
                "Vier netwerken brachten hun eerste boodschap naar raadsleden, getekend op praatplaten.",
            ),
            (date(2018, 9, 18), "De werksessie in De Witte Wolf koos punten voor de komende jaren."),
        ),
        # Who stood behind this agenda is not in our sources.
        (),
        organisations,
        items,
    )
    _edition(
        SharedMessage(
            title="Onze boodschap aan de gemeenteraad",
            slug=f"{recent:%Y}" if recent.year != 2018 else "nu",
            edition_date=recent,
            summary="Bewoners houden de buurten op de been. Geef ons open deuren, een sleutel, geld dat blijft en dezelfde stoel. Dan doen wij de rest.",
            addressed_to="de gemeenteraad (voorbeeld)",
        ),
        POINTS_NOW,
        (
            (today - timedelta(days=260), "35 mensen uit acht wijken telden uren en geld."),
            (today - timedelta(days=170), "In vijf wijken zochten we naar een plek."),
            (today - timedelta(days=120), "Vier punten gekozen en getekend op praatplaten."),
            (recent, "Naar de raad gebracht, met de tekeningen onder de arm."),
        ),
        BEHIND,
        organisations,
        items,
    )
    if not SharedMessage.objects.filter(slug="concept").exists():
        concept = SharedMessage.objects.create(
            title="Concept voor de volgende boodschap",
            slug="concept",
            edition_date=draft,
            summary="Nog niet te zien voor anderen.",
            addressed_to="de gemeenteraad (voorbeeld)",
        )
        _points(concept, POINTS_DRAFT, items)
        MessageLogEntry.objects.create(message=concept, on=draft, text="Eerste twee punten op papier gezet.")


def _edition(
    message: SharedMessage,
    points: tuple[Point, ...],
    log: tuple[tuple[date, str], ...],
    behind: tuple[str, ...],
    organisations: dict[str, Organisation],
    items: dict[str, AgendaItem],
) -> None:
    if SharedMessage.objects.filter(addressed_to=message.addressed_to).exclude(slug="concept").exists():
        return
    message.full_clean()
    message.save()
    _points(message, points, items)
    for on, text in log:
        MessageLogEntry.objects.create(message=message, on=on, text=text)
    open_for_endorsement(message=message)
    for name in behind:
        endorse(message=message, organisation=organisations[name], on=message.edition_date)
    publish_edition(message=message)


def _points(message: SharedMessage, points: tuple[Point, ...], items: dict[str, AgendaItem]) -> None:
    for position, plan in enumerate(points, start=1):
        point = MessagePoint.objects.create(
            message=message, position=position, title=plan.title, why=plan.why, ask=plan.ask
        )
        for title in plan.items:
            PointAgendaItem.objects.create(point=point, agenda_item=items[title])
        if plan.plate:
            _plate(point, plan.plate)


def _plate(point: MessagePoint, drawn: Drawn) -> None:
    plate = Plate(point=point, alt=drawn.alt, full_text=drawn.full_text)
    with (PLATES / drawn.file).open("rb") as file:
        plate.image.save(drawn.file, File(file), save=False)
    plate.save()
    for number, (x, y, title, text) in enumerate(drawn.spots, start=1):
        Hotspot.objects.create(plate=plate, number=number, x=x, y=y, title=title, text=text)

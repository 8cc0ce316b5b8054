"""Shared-agenda items of the demonstration city, with the voices and meetings behind them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import slugify

from agenda.models import AgendaItem, Instrument, Step
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting, Voice
from netwerk.site.demo.meetings import CONVERSATION, KITCHEN, MARKET, TALK, WORKSESSION

INSTRUMENTS = (
    ("Bewonersbudget", "Geld van de gemeente dat bewoners zelf aanvragen voor hun plan."),
    ("Bewonersbod", "Bewoners nemen een taak van de gemeente over. Elders heet dat het uitdaagrecht."),
    ("Buurtbudget", "Een bedrag per buurt. De buurt beslist samen waar het heen gaat."),
    ("Buurtpact", "Afspraken op papier tussen buren, organisaties en de gemeente."),
)

GRANTS = "Geld voor drie jaar in plaats van één"
PLACE = "Een plek met een eigen sleutel in elke wijk"
TABLE = "Meedenken voordat het plan af is"
BUDGETS = "Buurtbudgetten in meer buurten"
TENDER = "De aanbesteding evalueren, en er later mee stoppen"
FORCES = "Krachten bundelen per wijk"
MOVEMENT = "Bouwen aan een beweging in de hele stad"
BEDS = "Meer slaapplekken voor wie geen huis heeft"
GREEN = "Groen aanleggen zonder gedoe"
PAID = "Betaalde uren voor wie alles bij elkaar houdt"
SCHOOL = "Scholen open na vieren"
APP = "Eén app voor alle initiatieven"


@dataclass(frozen=True)
class Item:
    """An agenda item to make. `heard` are beginnings of the voices behind it."""

    title: str
    goal: str
    why: str
    state: str
    level: str = "city"
    themes: str = ""
    areas: str = ""
    years: tuple[int | None, int | None] = (None, None)
    adopted: date | int | None = None
    instruments: str = ""
    meetings: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    steps: tuple[tuple[str, int | None], ...] = ()
    heard: tuple[str, ...] = ()
    working_group: str = ""
    reason: str = ""
    published: bool = True


ITEMS = (
    Item(GRANTS, "Elke groep die goed loopt, krijgt geld voor drie jaar. Zo kan zij bouwen in plaats van bedelen.",
         "Nu krijgen groepen geld voor een jaar. Daarna begint het aanvragen weer. Dat kost uren die voor de buurt bedoeld zijn.",
         "under_way", themes="geld-en-werk", years=(2026, 2028), adopted=-250, instruments="Bewonersbudget", meetings=(KITCHEN, TALK),
         supporters=("De Verzonnen Soeppan", "Wijkkeuken De Volle Ketel", "Energieclub De Warme Trui", "Taalcafé De Omweg"),
         steps=(("Uren tellen die in aanvragen gaan zitten", -240), ("Gezamenlijke begroting maken", -60), ("Proef met tien groepen", None)),
         heard=("Elk jaar weer", "Wij weten in februari", "Geef ons drie jaar", "Ik schrijf aanvragen", "Als het geld op is", "Laat de straat zelf", "Drie jaar is geen", "Ik wil best"), working_group="Rekenaars"),
    Item(PLACE, "In elke wijk is een plek waar bewoners zelf de sleutel van hebben.",
         "Zonder plek begin je elke keer opnieuw. Met een plek komen er groepen bij.", "under_way", "district", "wonen ontmoeten",
         "leidsche-rijn noordwest vleuten-de-meern", (2026, 2030), -160, "Buurtpact", (MARKET, TALK),
         ("Moeders van de Schaakbuurt-voorbeeld", "De Lange Tafel van Terwijde", "Werfkelder voor Iedereen-voorbeeld"),
         (("Lijst van lege plekken per wijk", -90), ("Eén plek openen als voorbeeld", None)),
         ("Een eigen sleutel", "We vergaderen in de hal", "Die winkel staat", "Zonder vaste plek", "Ons clubhuis", "In onze wijk is niets")),
    Item(TABLE, "Bewoners zitten aan tafel als het plan begint, niet als het klaar is.",
         "Wie later komt, mag alleen nog iets vinden.", "adopted", themes="wonen", adopted=-150, meetings=(MARKET, TALK),
         supporters=("Energieclub De Warme Trui",), heard=("Iedereen maakt plannen", "Wij willen meedenken")),
    Item(BUDGETS, "De proef met buurtbudgetten gaat door, en niet alleen in Lunetten.",
         "Genoemd in de werksessie van 18 september 2018. Op 4 oktober werd een vervolg op de proef afgesproken.", "adopted", "neighbourhood", "geld-en-werk", "zuid",
         (None, None), date(2018, 9, 18), "Buurtbudget", (WORKSESSION, CONVERSATION), ()),
    Item(TENDER, "De aanbesteding van sociaal makelen wordt geëvalueerd. Over zes jaar stopt de stad ermee.",
         "Genoemd in de werksessie van 18 september 2018.", "adopted", themes="geld-en-werk", years=(2018, 2024),
         adopted=date(2018, 9, 18), meetings=(WORKSESSION,)),
    Item(FORCES, "Per wijk het veld kennen en samen optrekken: wijkcoöperaties, buurtnetwerken, informatiepunten en gesprek.",
         "Genoemd in de werksessie van 18 september 2018.", "adopted", "district", "ontmoeten", adopted=date(2018, 9, 18), meetings=(WORKSESSION,),
         instruments="Bewonersbod Buurtpact"),
    Item(MOVEMENT, "Kleine werkgroepen van raadsleden, initiatieven en marktpartijen rond een thema. Verhalen en korte films.",
         "Genoemd in de werksessie van 18 september 2018. Ook: vragen wat ambtenaren en politici nodig hebben.", "adopted", themes="ontmoeten",
         adopted=date(2018, 9, 18), meetings=(WORKSESSION,), working_group="Kerngroep van voorlopers"),
    Item(BEDS, "Niemand slaapt in een trappenhuis.", "Buren vangen mensen op. Dat houden zij niet vol.", "proposed", themes="wonen zorg-voor-elkaar",
         areas="binnenstad", meetings=(TALK,), supporters=("Vrijplaats voor Slapers-voorbeeld", "Nachtburen"), heard=("Vorige week sliepen",)),
    Item(GREEN, "Eén formulier voor een tuin in de straat.", "Voor een kuub grond zijn nu zeven formulieren nodig.", "adopted", "neighbourhood",
         "groen", "overvecht zuid", (2026, 2027), -90, meetings=(TALK,), supporters=("Moestuin De Scheve Kas", "Buurttuin Het Vijfde Bankje"), heard=("Zeven formulieren",)),
    Item(PAID, "Elke plek heeft iemand die wordt betaald om er te zijn.", "Vrijwilligers komen en gaan. Iemand moet er altijd zijn.", "proposed",
         themes="geld-en-werk", adopted=None, heard=("Vrijwilligers zijn er wel",)),
    Item(SCHOOL, "Schoolgebouwen zijn na vieren van de buurt.", "De lokalen staan leeg als de buurt ze nodig heeft.", "reached", "district", "jongeren",
         "noordwest", (2026, 2026), -165, "Buurtpact", (MARKET, TALK), ("Huis van de Derde Helft",), (("Met één school beginnen", -80), ("Sleutel overhandigd", -21)), ("Doe open die school",)),
    Item(APP, "Een app waarin alles staat.", "Zo dachten we.", "withdrawn", themes="ontmoeten", adopted=-230, meetings=(KITCHEN,),
         reason="Wie het meest aan ons heeft, gebruikt geen apps. Een website en een telefoonnummer werken beter."),
    Item("Kerngroep: nog in bespreking", "Dit punt is nog niet te zien voor anderen.", "", "proposed", published=False),
)  # fmt: skip


def load_items(
    *, today: date, organisations: dict[str, Organisation], meetings: dict[str, Meeting], themes: dict[str, Theme]
) -> dict[str, AgendaItem]:
    """All agenda items, by title; those that exist are left alone."""
    instruments = {}
    for name, explanation in INSTRUMENTS:
        defaults = {"slug": slugify(name), "explanation": explanation}
        instruments[name], _created = Instrument.objects.get_or_create(name=name, defaults=defaults)
    areas = {area.slug: area for area in Area.objects.districts()}
    voices = list(Voice.objects.all())
    items = {}
    for made_up in ITEMS:
        adopted = made_up.adopted if isinstance(made_up.adopted, date) else None
        if isinstance(made_up.adopted, int):
            adopted = today + timedelta(days=made_up.adopted)
        fields = {
            "title": made_up.title,
            "goal": made_up.goal,
            "why": made_up.why,
            "state": made_up.state,
            "state_reason": made_up.reason,
            "level": made_up.level,
            "horizon_from": made_up.years[0],
            "horizon_to": made_up.years[1],
            "adopted_on": adopted,
            "working_group": made_up.working_group,
            "published": made_up.published,
        }
        item, created = AgendaItem.objects.get_or_create(slug=slugify(made_up.title), defaults=fields)
        items[made_up.title] = item
        if not created:
            continue
        item.full_clean()
        item.themes.set(themes[slug] for slug in made_up.themes.split())
        item.areas.set(areas[slug] for slug in made_up.areas.split())
        item.instruments.set(instruments[name] for name in made_up.instruments.split())
        item.meetings.set(meetings[title] for title in made_up.meetings)
        item.supporters.set(organisations[name] for name in made_up.supporters)
        item.voices.set(voice for voice in voices if voice.text.startswith(made_up.heard or ("\0",)))
        for position, (text, days) in enumerate(made_up.steps, start=1):
            done_on = today + timedelta(days=days) if days is not None else None
            Step.objects.create(agenda_item=item, position=position, text=text, done_on=done_on)
    return items

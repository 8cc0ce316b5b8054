"""Meetings of the demonstration city: those of 2018 as facts, and invented ones around today."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.text import slugify

from initiatives.models import Area, Organisation, Theme
from meetings.models import (
    CITY_TIME,
    Attendance,
    AttendingOfficial,
    Meeting,
    ProgrammePoint,
    ReportSection,
    Voice,
)

Organisations = dict[str, Organisation]


@dataclass(frozen=True)
class Plan:
    """A meeting to make. `day` is a date of 2018, or a number of days from today."""

    title: str
    purpose: str
    day: date | int
    hours: tuple[str, str]
    place: str = ""
    area: str = ""
    intro: str = ""
    practical: str = ""
    themes: str = ""
    hosts: tuple[str, ...] = ()
    facilitators: tuple[str, ...] = ()
    follows: str = ""
    state: str = "planned"
    why_cancelled: str = ""
    capacity: int | None = None
    published: bool = True
    report: str = "none"
    promised: int | None = None
    corrections: int | None = None
    summary: str = ""
    programme: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    present: dict[str, int | None] = field(default_factory=dict)
    officials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A voice to make; exactly one of organisation, role, area and name tells who spoke, none is anonymous."""

    meeting: str
    text: str
    organisation: str = ""
    role: str = ""
    resident_of: str = ""
    named: str = ""
    consented: bool = False
    themes: str = ""
    published: bool = True


TOUR = "Kennismakingstoer met de gemeenteraad"
WORKSESSION = "Werksessie: terugkijken en vooruitkijken"
CONVERSATION = "Gesprek met de wethouder"
TALK = "Gesprek met de wethouder over buurtgeld"
KITCHEN = "Werksessie: geld dat blijft"
MARKET = "Themabijeenkomst: een plek in elke wijk"
GREEN = "Meedenksessie: groen zonder gedoe"

# A section, because the page of a meeting with a final report leaves the introduction out.
ABOUT_2018 = (
    "Over dit verslag",
    "Naverteld in onze eigen woorden. De dag en de plaats zijn bekend. "
    "De tijden en de datum van het verslag zijn dat niet: die zijn hier een voorbeeld.",
)

PLANS = (
    Plan(TOUR, "council_tour", date(2018, 6, 29), ("10:00", "14:00"), "De Nieuwe Jutter en Podium Oost",
         hosts=("Dwarsverband", "Starters4Communities", "SAMEN030", "Omzien naar Elkaar"), state="held", report="final",
         summary="Vier netwerken namen nieuwe en zittende raadsleden mee langs De Nieuwe Jutter en Podium Oost.\n"
                 "Vooraf schreven ze één gezamenlijke boodschap, getekend op praatplaten.\n"
                 "Er kwamen minder raadsleden dan gehoopt. Wie er was, was heel geïnteresseerd.",
         sections=(("Wat we deden", "We gingen langs twee plekken waar bewoners het zelf doen. Daarna was er een informele lunch."), ABOUT_2018),
         present={"De Nieuwe Jutter": None, "Podium Oost": None, "Gemeenteraad Utrecht": None}),
    Plan(WORKSESSION, "worksession", date(2018, 9, 18), ("19:30", "22:00"), "De Witte Wolf", follows=TOUR, state="held", report="final",
         programme=(("Terugblik op de toer", ""), ("De gezamenlijke agenda voor de komende jaren", ""), ("Samenwerken, en de rol van Omzien", "")),
         summary="De boodschap samen maken was de moeite waard. Bewonersinitiatief staat nu op de politieke kaart.\n"
                 "We kozen punten voor een gezamenlijke agenda voor de komende jaren.\n"
                 "Initiatieven willen zelf opdrachtgever zijn. Een kerngroep van voorlopers trekt dat.",
         sections=(
             ("Terugblik", "Er beweegt veel en het versnippert ook. Veel groepen sloten aan bij het bod van SAMEN030 op de uitvraag sociaal makelen, en werken toe naar wijkcoöperaties. De gemeente geeft meer ruimte in haar regels. Maar het vertrouwen in de kracht, de kwaliteit en de lange adem van initiatieven is nog klein. Er is niet één goede manier: groepen kiezen verschillende wegen."),
             ("Gezamenlijke agenda", "- De aanbesteding evalueren, en er over zes jaar mee stoppen\n- Een groter bewonersbudget, bewonersbod en buurtbudgetten\n- Inspreken bij raadsinformatiebijeenkomsten\n- Krachten bundelen per wijk\n- Bouwen aan een beweging in de hele stad, met kleine werkgroepen rond een thema"),
             ("Netwerk", "Omzien blijft een vrije speler. Het vult andere netwerken aan, brengt ambtenaren en initiatieven bij elkaar en deelt kennis, bijvoorbeeld over subsidies. Er komen meedenksessies."),
             ABOUT_2018,
         )),
    Plan(CONVERSATION, "alderman_conversation", date(2018, 10, 4), ("15:00", "17:00"), "Ondernemershuis Overvecht", "overvecht",
         facilitators=("SAMEN030",), follows=WORKSESSION, state="held", report="final",
         summary="Initiatieven vertelden wat ze nodig hebben: geld dat blijft, een eigen plek en betaalde coördinatie.\n"
                 "De wethouder steunt de beweging, en zegt dat de middelen schaars zijn.\n"
                 "Er zijn drie afspraken gemaakt.",
         sections=(
             ("Wat initiatieven nodig hebben", "Geld dat blijft, een eigen plek, betaalde coördinatie, stabiliteit en steun voor vrijwilligers. Ook eenvoudiger regels, meer vertrouwen en ruimte, meer verbinding, één programma over de grenzen van afdelingen heen, en meer slaapplekken."),
             ("Wat de wethouder zei", "Initiatieven horen bij het weefsel van de stad. De beweging daagt de gemeente uit, omdat die in hokjes werkt. De middelen zijn schaars."),
             ABOUT_2018,
         ),
         present={"SAMEN030": None}, officials=("Wethouder",)),
    Plan("Wonen en zorgen", "themed", date(2018, 11, 13), ("16:00", "19:00"), follows=CONVERSATION, themes="wonen zorg-voor-elkaar",
         intro="Een vervolg op het gesprek van 4 oktober, over wonen en zorgen. Van deze bijeenkomst hebben we geen verslag. De dag is bekend, de tijden niet."),
    Plan("Nieuw samenspel in de wijk", "themed", date(2018, 12, 11), ("19:30", "21:30"), follows=CONVERSATION,
         intro="Een vervolg op het gesprek van 4 oktober, over nieuw samenspel in de wijk. Van deze bijeenkomst hebben we geen verslag. De dag is bekend, de tijden niet."),
    Plan(KITCHEN, "worksession", -260, ("19:30", "21:30"), "Huiskamer De Twee Stoelen", "lunetten-zuid", hosts=("Huiskamer De Twee Stoelen",),
         themes="geld-en-werk", state="held", report="final",
         summary="Vijfendertig mensen uit acht wijken zochten uit wat geld voor een jaar met een groep doet.\n"
                 "Elk jaar opnieuw aanvragen kost meer tijd dan koken.\nWe nemen het mee in onze boodschap.",
         programme=(("Soep", ""), ("Wat kost een aanvraag?", "Iedereen telt zijn uren."), ("Wat vragen we?", "")),
         sections=(("Wat we telden", "Samen schreven we vorig jaar 61 aanvragen. Dat kostte ruim 900 uur. *Deze getallen zijn verzonnen.*"),),
         present={"Huiskamer De Twee Stoelen": 4, "De Verzonnen Soeppan": 3, "Repaircafé De Derde Schroef": 2, "Wijkkeuken De Volle Ketel": 5, "Energieclub De Warme Trui": 2, "Taalcafé De Omweg": 3}),
    Plan(MARKET, "themed", -170, ("16:00", "18:30"), "Wijkkeuken De Volle Ketel", "buiten-wittevrouwen", hosts=("Wijkkeuken De Volle Ketel",),
         themes="wonen ontmoeten", follows=KITCHEN, state="held", report="final",
         summary="In vijf wijken is geen plek met een eigen sleutel.\nLeegstaande winkels en scholen kunnen open.\nWe maken een lijst van plekken per wijk.",
         sections=(("Wat opviel", "Waar een groep een eigen sleutel heeft, komen er binnen een jaar drie groepen bij. *Dit voorbeeld is verzonnen.*"),),
         present={"Wijkkeuken De Volle Ketel": 6, "Werfkelder voor Iedereen-voorbeeld": 1, "Moeders van de Schaakbuurt-voorbeeld": 4, "De Lange Tafel van Terwijde": 2}),
    Plan(TALK, "alderman_conversation", -95, ("15:00", "17:00"), "Werfkelder voor Iedereen-voorbeeld", "binnenstad",
         facilitators=("Stadsbreed Netwerk Buurtmoestuinen-voorbeeld",), follows=MARKET, themes="geld-en-werk wonen", state="held", report="final",
         summary="We legden onze boodschap op tafel, met de praatplaten erbij.\nDe wethouder van de voorbeeldgemeente zei ja tegen een proef met geld voor drie jaar.\nOver een plek in elke wijk zijn we het nog niet eens.",
         sections=(("Waar we het nog niet over eens zijn", "Geld voor drie jaar kan, als er een gezamenlijke begroting ligt. Over gebouwen moet eerst een andere afdeling meepraten. *Dit gesprek is verzonnen.*"),),
         programme=(("Wat we bewoners hoorden zeggen", ""), ("Onze boodschap", ""), ("Wat spreken we af?", "")),
         present={"De Verzonnen Soeppan": 2, "Wijkkeuken De Volle Ketel": 2, "Energieclub De Warme Trui": 1, "Moestuin De Scheve Kas": 1, "Voorbeeldgemeente": 3},
         officials=("Wethouder Wijken (voorbeeld)",)),
    Plan(GREEN, "think_along", -40, ("19:00", "21:00"), "Moestuin De Scheve Kas", "zambesidreef-eo", hosts=("Moestuin De Scheve Kas",),
         themes="groen", state="held", report="for_correction", promised=5, corrections=5,
         summary="Dit concept is nog niet te zien.\nVoor één kuub grond zijn nu zeven formulieren nodig.\nWe schrijven samen één formulier.",
         present={"Moestuin De Scheve Kas": 5, "Buurttuin Het Vijfde Bankje": 2}),
    Plan("Netwerkbijeenkomst: wie doet wat?", "network", -20, ("20:00", "22:00"), "Café Zonder Haast", "wittevrouwen", hosts=("Café Zonder Haast",),
         intro="Alle netwerken van de stad aan één tafel. Wie doet wat, en waar helpen we elkaar?", state="held", report="draft", promised=-3,
         summary="Dit concept is nog niet te zien.", present={"Café Zonder Haast": 3}),
    Plan("Raadsinformatiebijeenkomst over buurtbudgetten", "council_information", -8, ("20:00", "22:00"), "Stadhuis (voorbeeld)",
         intro="Bewoners spreken in over buurtbudgetten. Iedereen mag komen luisteren.", themes="geld-en-werk", follows=TALK, state="held", promised=3),
    Plan("Werksessie: onze boodschap bijwerken", "worksession", 6, ("19:30", "21:30"), "De Verzonnen Soeppan", "vechtzoom-zuid",
         hosts=("De Verzonnen Soeppan",), follows=TALK, capacity=40, themes="ontmoeten geld-en-werk",
         intro="Wat is er gelukt van onze boodschap, en wat niet? We kiezen samen wat erin blijft. Je hoeft niets te weten: luisteren mag ook.",
         practical="Eten: er is soep, ook zonder vlees.\nTrap: geen drempel, en een ruime wc.\nKinderen: ze mogen mee, er is iemand die oppast.\nTaal: we praten Nederlands. Wil je een tolk? Bel ons.",
         programme=(("Soep en elkaar leren kennen", ""), ("Wat kwam er van de afspraken?", "We lopen ze langs, één voor één."), ("Wat blijft, wat gaat eruit?", "In groepjes van vijf."))),
    Plan("Rondje langs de moestuinen", "council_tour", 19, ("13:00", "16:00"), "Buurttuin Het Vijfde Bankje", "tolsteeg-rotsoord",
         hosts=("Stadsbreed Netwerk Buurtmoestuinen-voorbeeld",), themes="groen", capacity=6,
         intro="Raadsleden fietsen mee langs vier tuinen. Er is thee bij elke tuin.", practical="Neem een fiets mee. We hebben er twee te leen."),
    Plan("Gesprek met de wethouder over een plek in elke wijk", "alderman_conversation", 33, ("15:00", "16:30"), "Werfkelder voor Iedereen-voorbeeld", "binnenstad",
         follows=TALK, themes="wonen", intro="We komen terug op de plekken waar we het nog niet over eens zijn. De lijst per wijk ligt op tafel.",
         practical="Er is een steile trap. Bel ons, dan zoeken we een andere plek."),
    Plan("Themabijeenkomst: samen wonen, samen zorgen", "themed", 47, ("16:00", "19:00"), "Huis van de Derde Helft", "ondiep", themes="wonen zorg-voor-elkaar",
         intro="Hoe kunnen mensen die hulp nodig hebben gewoon in de buurt wonen? Met eten."),
    Plan("Meedenksessie: nacht in de binnenstad", "think_along", 12, ("20:00", "22:00"), "Buurtbieb Wijk C-voorbeeld", "wijk-c", hosts=("Nachtburen",),
         intro="Wat kunnen buren doen, en wat moet een ander doen?", state="cancelled", why_cancelled="De zaal heeft waterschade. We zoeken een nieuwe datum."),
    Plan("Kerngroep: voorbereiding (nog niet openbaar)", "network", 25, ("19:00", "20:00"), "Café Zonder Haast", "wittevrouwen", published=False),
)  # fmt: skip

VOICES = (
    Said(KITCHEN, "Elk jaar weer bedelen om geld kost ons meer tijd dan koken voor de hele flat.", organisation="De Verzonnen Soeppan", themes="geld-en-werk"),
    Said(KITCHEN, "Wij weten in februari niet of we in maart nog bestaan. Leg dat eens uit aan een kok.", organisation="Wijkkeuken De Volle Ketel", themes="geld-en-werk"),
    Said(KITCHEN, "Geef ons drie jaar. Dan laten we zien wat een buurt kan.", organisation="Energieclub De Warme Trui", themes="geld-en-werk"),
    Said(KITCHEN, "Ik schrijf aanvragen in een taal die ik met niemand spreek.", resident_of="kanaleneiland-noord", themes="geld-en-werk taal-en-leren"),
    Said(KITCHEN, "Vrijwilligers zijn er wel. Iemand moet ze ontvangen, en dat is werk.", organisation="Huiskamer De Twee Stoelen", themes="geld-en-werk"),
    Said(KITCHEN, "Laat de straat zelf een potje verdelen. Wij kennen de straat.", resident_of="oud-hoograven-noord", themes="geld-en-werk"),
    Said(KITCHEN, "Als het geld op is, gaat ook het vertrouwen op.", themes="geld-en-werk"),
    Said(MARKET, "Een eigen sleutel. Dat zou alles anders maken.", organisation="Moeders van de Schaakbuurt-voorbeeld", themes="wonen ontmoeten"),
    Said(MARKET, "We vergaderen in de hal, want de zaal kost dertig euro per uur.", organisation="Buren van de Tiende Etage", themes="ontmoeten"),
    Said(MARKET, "Die winkel staat al twee jaar leeg. Wij staan al twee jaar buiten.", resident_of="terwijde-oost", themes="wonen"),
    Said(MARKET, "Zonder vaste plek begin je elke keer bij nul.", organisation="De Lange Tafel van Terwijde", themes="ontmoeten"),
    Said(MARKET, "Ons clubhuis is de enige plek waar mijn zoon zijn huiswerk maakt.", resident_of="ondiep", themes="jongeren wonen"),
    Said(MARKET, "Iedereen maakt plannen over ons. Bijna niemand maakt ze met ons.", resident_of="overvecht", themes="wonen"),
    Said(MARKET, "Doe open die school, na vieren.", role="Conciërge", themes="jongeren"),
    Said(TALK, "U zegt dat het niet in een hokje past. Maar een buurt heeft geen hokjes.", organisation="De Verzonnen Soeppan", themes="geld-en-werk"),
    Said(TALK, "Drie jaar is geen cadeau. Het is goedkoper dan elk jaar opnieuw beginnen.", organisation="Wijkkeuken De Volle Ketel", themes="geld-en-werk"),
    Said(TALK, "Wij willen meedenken voordat het plan af is.", organisation="Energieclub De Warme Trui", themes="wonen"),
    Said(TALK, "Zeven formulieren voor een kuub grond. Ik heb ze meegenomen.", organisation="Moestuin De Scheve Kas", themes="groen"),
    Said(TALK, "Ik wil best beloven dat we dit jaar een proef beginnen.", role="Wethouder Wijken (voorbeeld)", themes="geld-en-werk"),
    Said(TALK, "Vorige week sliepen er drie jongens in ons trappenhuis.", resident_of="binnenstad", themes="wonen zorg-voor-elkaar"),
    Said(TALK, "In onze wijk is niets, behalve een bushokje.", resident_of="vleuten", themes="ontmoeten"),
    Said(KITCHEN, "Deze stem wacht nog op een blik van een coördinator.", resident_of="west", published=False),
    Said(GREEN, "Deze stem hoort bij een verslag dat nog niet definitief is.", organisation="Moestuin De Scheve Kas", themes="groen"),
    Said(GREEN, "Een boom planten duurt een uur. De vergunning een jaar.", organisation="Buurttuin Het Vijfde Bankje", themes="groen"),
    Said(MARKET, "Wij hebben een zaal, maar geen mensen met tijd om hem te openen.", organisation="Werfkelder voor Iedereen-voorbeeld", themes="ontmoeten"),
    Said(MARKET, "Geef mij de sleutel, dan zet ik om acht uur de koffie aan.", named="Voorbeeldpersoon met toestemming", themes="wonen ontmoeten", consented=True),
    # Nobody recorded consent for this name, so it cannot be published.
    Said(KITCHEN, "Ik sta elke week achter die pan. Zet mijn naam er gerust bij, maar vraag het eerst.", named="Verzonnen Naam", published=False),
)  # fmt: skip


def load_meetings(*, today: date, organisations: Organisations, themes: dict[str, Theme]) -> dict[str, Meeting]:
    """All meetings with their programme, report, attendance and voices, by title; those that exist are left alone."""
    areas = {area.slug: area for area in Area.objects.order_by("-kind")}
    meetings: dict[str, Meeting] = {}
    for plan in PLANS:
        slug = slugify(plan.title)
        found = Meeting.objects.filter(slug=slug).first()
        meetings[plan.title] = found or _meeting(plan, slug, today, meetings, organisations, areas, themes)
        if not found:
            for said in VOICES:
                if said.meeting == plan.title:
                    _voice(said, meetings[plan.title], organisations, areas, themes)
    return meetings


def _meeting(
    plan: Plan,
    slug: str,
    today: date,
    meetings: dict[str, Meeting],
    organisations: Organisations,
    areas: dict[str, Area],
    themes: dict[str, Theme],
) -> Meeting:
    day = plan.day if isinstance(plan.day, date) else today + timedelta(days=plan.day)
    begin, end = (datetime.combine(day, time.fromisoformat(hour), CITY_TIME) for hour in plan.hours)
    meeting = Meeting(
        title=plan.title,
        slug=slug,
        purpose=plan.purpose,
        starts_at=begin,
        ends_at=end,
        place=plan.place,
        area=areas[plan.area] if plan.area else None,
        introduction=plan.intro,
        practical=plan.practical,
        follows=meetings.get(plan.follows),
        capacity=plan.capacity,
        state=plan.state,
        cancelled_why=plan.why_cancelled,
        published=plan.published,
        report_state=plan.report,
        report_promised_by=today + timedelta(days=plan.promised) if plan.promised is not None else None,
        corrections_until=today + timedelta(days=plan.corrections) if plan.corrections is not None else None,
        report_final_on=day + timedelta(days=9) if plan.report == "final" else None,
        summary=plan.summary,
    )
    meeting.full_clean()
    meeting.save()
    meeting.themes.set(themes[theme] for theme in plan.themes.split())
    meeting.hosts.set(organisations[name] for name in plan.hosts)
    meeting.facilitators.set(organisations[name] for name in plan.facilitators)
    for position, (title, text) in enumerate(plan.programme, start=1):
        ProgrammePoint.objects.create(meeting=meeting, position=position, title=title, text=text)
    for position, (heading, text) in enumerate(plan.sections, start=1):
        ReportSection.objects.create(meeting=meeting, position=position, heading=heading, text=text)
    for name, people in plan.present.items():
        Attendance.objects.create(meeting=meeting, organisation=organisations[name], people=people)
    for function in plan.officials:
        AttendingOfficial.objects.create(meeting=meeting, function=function)
    return meeting


def _voice(
    said: Said,
    meeting: Meeting,
    organisations: Organisations,
    areas: dict[str, Area],
    themes: dict[str, Theme],
) -> None:
    organisation = organisations.get(said.organisation)
    speaker = Voice.Speaker.ANONYMOUS
    if organisation:
        speaker = Voice.Speaker.ORGANISATION
    elif said.role:
        speaker = Voice.Speaker.ROLE
    elif said.resident_of:
        speaker = Voice.Speaker.RESIDENT
    elif said.named:
        speaker = Voice.Speaker.NAMED
    voice = Voice(
        text=said.text,
        meeting=meeting,
        speaker=speaker,
        organisation=organisation,
        role=said.role,
        name=said.named,
        consent_on=meeting.starts_on if said.consented else None,
        consent_note="Gevraagd na afloop (verzonnen voorbeeld)." if said.consented else "",
        area=areas[said.resident_of] if said.resident_of else organisation.main_area if organisation else None,
        published=said.published,
    )
    voice.full_clean()
    voice.save()
    voice.themes.set(themes[theme] for theme in said.themes.split())

"""Agreed actions of the demonstration city, with their news."""

from dataclasses import dataclass
from datetime import date, timedelta

from agenda.domain import agree_action, report_news, split_action
from agenda.models import Action, AgendaItem, Assessment, ExternalReference
from initiatives.models import Organisation
from meetings.models import Meeting
from netwerk.site.demo.items import BEDS, BUDGETS, GRANTS, GREEN, PAID, PLACE, SCHOOL, TABLE
from netwerk.site.demo.meetings import CONVERSATION, KITCHEN, MARKET, TALK

GOVERNMENT = "Voorbeeldgemeente"
ALDERMAN = "wethouder Wijken"


@dataclass(frozen=True)
class News:
    """News `days` from today; `status` when it changes."""

    days: int
    text: str
    status: str = ""
    by: str = ""


@dataclass(frozen=True)
class Agreed:
    """An action to make. `due` is days from today, with its precision."""

    title: str
    at: str
    owner: str
    role: str = ""
    items: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    due: tuple[int, str] | None = None
    check: int | None = None
    details: str = ""
    news: tuple[News, ...] = ()
    waiting: tuple[str, str] = ("", "")
    sides: tuple[tuple[str, str, int, str, str], ...] = ()
    papers: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
    published: bool = True


AGREED = (
    # 2018: what was agreed is known, what came of it is not.
    Agreed("Wishing Well West gaat met de gemeente, Aleato en het Oranje Fonds kijken hoe het kan blijven bestaan", CONVERSATION,
           "Wishing Well West", partners=("Gemeente Utrecht", "Aleato", "Oranje Fonds")),
    Agreed("De wethouder helpt PowerbyPeers om de kracht van bewoners aan tafel te krijgen bij ZonMw", CONVERSATION,
           "Gemeente Utrecht", "wethouder", partners=("PowerbyPeers",),
           details="Het programma over verwarde personen was alleen voor zorgpartijen geschreven."),
    Agreed("De proef met buurtbudgetten krijgt een vervolg, niet alleen in Lunetten", CONVERSATION, "Gemeente Utrecht", "wethouder", (BUDGETS,)),
    # Invented from here on.
    Agreed("Tien groepen krijgen als proef geld voor drie jaar", TALK, GOVERNMENT, ALDERMAN, (GRANTS,), ("De Verzonnen Soeppan", "Wijkkeuken De Volle Ketel"),
           (-12, "day"), 20, "De tien groepen maken samen één begroting.",
           (News(-60, "De tien groepen zijn gekozen. Ze komen uit acht wijken.", "busy", GOVERNMENT),
            News(-14, "De brief met het geld voor drie jaar is binnen bij alle tien.", "done", GOVERNMENT)),
           sides=(("owner", "solved", -14, GOVERNMENT, "De proef loopt."), ("raiser", "partly", -10, "De Verzonnen Soeppan", "Voor tien groepen wel. Nu de andere zestig nog.")),
           papers=(("motion", "M-voorbeeld-12"),)),
    Agreed("De school aan het plein gaat na vieren open voor de buurt", TALK, GOVERNMENT, ALDERMAN, (SCHOOL,), ("Huis van de Derde Helft",), (-20, "month"), None, "",
           (News(-70, "De school wil wel. Er moet nog een tweede slot op het lokaal met de computers.", "busy", GOVERNMENT),
            News(-21, "De sleutel is overhandigd. De eerste avond kwamen er 34 kinderen.", "done", "Huis van de Derde Helft")),
           sides=(("owner", "solved", -21, GOVERNMENT, ""), ("raiser", "solved", -18, "Huis van de Derde Helft", "Het werkt."))),
    Agreed("Er komt één formulier voor groen in de straat", TALK, GOVERNMENT, "afdeling Groen", (GREEN,), ("Moestuin De Scheve Kas",), (45, "month"), 10, "",
           (News(-50, "Er ligt een eerste versie. Moestuin De Scheve Kas heeft hem geprobeerd.", "busy", GOVERNMENT),)),
    Agreed("In elke wijk zonder plek worden drie lege gebouwen bekeken", TALK, GOVERNMENT, "afdeling Vastgoed", (PLACE,), (), (-35, "quarter"), 6, "",
           (News(-40, "Er is nog geen gebouw gevonden. De eigenaren antwoorden niet.", "stuck", GOVERNMENT),), ("De afdeling Vastgoed", "Zij hebben de lijst met eigenaren.")),
    Agreed("De wethouder komt een middag meelopen in Vleuten-De Meern", TALK, GOVERNMENT, ALDERMAN, (PLACE,), ("De Schuur van Vleuten-voorbeeld",), (-10, "day"), None),
    Agreed("Bewoners krijgen de eerste versie van het wijkplan te lezen", TALK, GOVERNMENT, "afdeling Wijken", (TABLE,), (), (60, "day"), 30, "",
           (News(-30, "Het wijkplan is een maand later klaar. Bewoners lezen het tegelijk met de ambtenaren.", "busy", GOVERNMENT),)),
    Agreed("Onderzoeken of een leeg kantoor in de winter open kan voor slapers", TALK, GOVERNMENT, "afdeling Zorg", (BEDS,), ("Vrijplaats voor Slapers-voorbeeld", "Zorgvoorbeeld Utrecht"), (20, "day"), None, "",
           (News(-33, "De brandweer heeft gekeken. Er moet een tweede trap komen.", "stuck", "Zorgvoorbeeld Utrecht"),), ("De eigenaar van het kantoor", "Hij beslist over de trap.")),
    Agreed("Alle tuinen delen hun zaden op één lijst", TALK, "Stadsbreed Netwerk Buurtmoestuinen-voorbeeld", "", (GREEN,), (), (100, "season"), None, "",
           (News(-15, "Dertien tuinen staan op de lijst.", "busy", "Stadsbreed Netwerk Buurtmoestuinen-voorbeeld"),)),
    Agreed("Het fonds praat met initiatieven over een gezamenlijke aanvraag", TALK, "Voorbeeldfonds Utrecht", "", (GRANTS, PAID), ("Energieclub De Warme Trui",), (75, "quarter"), 40, "",
           (News(-25, "Het eerste gesprek was goed. Er komt een tweede.", "busy", "Voorbeeldfonds Utrecht"),)),
    Agreed("Een vaste ambtenaar per wijk als eerste aanspreekpunt", TALK, GOVERNMENT, ALDERMAN, (TABLE,), (), None, 15,
           papers=(("pledge", "T-voorbeeld-7"),)),
    Agreed("Uitzoeken hoe een initiatief een taak van de gemeente kan overnemen", TALK, GOVERNMENT, "afdeling Inkoop", (GRANTS,), (), (-75, "day"), None, "",
           (News(-80, "Er is gebeld. Er komt een antwoord.", "busy", GOVERNMENT),)),
    Agreed("Uren tellen die groepen kwijt zijn aan aanvragen", KITCHEN, "Energieclub De Warme Trui", "", (GRANTS,), (), (-230, "month"), None, "",
           (News(-228, "Geteld: samen ruim 900 uur. Het staat in het verslag.", "done", "Energieclub De Warme Trui"),)),
    Agreed("Een voorbeeldbegroting maken die iedereen mag gebruiken", KITCHEN, "Wijkkeuken De Volle Ketel", "", (GRANTS,), ("Taalcafé De Omweg",), (-100, "day"), None, "",
           (News(-120, "De begroting is af. Hij past op één bladzijde.", "done", "Wijkkeuken De Volle Ketel"),)),
    Agreed("Een avond over schrijven in gewone taal", KITCHEN, "Taalcafé De Omweg", "", (GRANTS,), (), (-150, "day"), None, "",
           (News(-151, "Twintig mensen schreven hun aanvraag opnieuw.", "done", "Taalcafé De Omweg"),)),
    Agreed("Een app laten maken voor alle initiatieven", KITCHEN, "Café Zonder Haast", "", (), (), (-100, "season"), None, "",
           (News(-140, "We vroegen het aan veertig bezoekers. Zes willen een app. We stoppen ermee en bellen liever.", "stopped", "Café Zonder Haast"),)),
    Agreed("Een lijst maken van lege plekken per wijk", MARKET, "De Lange Tafel van Terwijde", "", (PLACE,), ("Werfkelder voor Iedereen-voorbeeld",), (-92, "day"), None, "",
           (News(-90, "De lijst heeft 41 plekken in negen wijken.", "done", "De Lange Tafel van Terwijde"),)),
    Agreed("Drie buurtkamers ruilen een maand van gastheer", MARKET, "Huiskamer De Twee Stoelen", "", (), ("Café Zonder Haast",), (10, "day"), None, "",
           (News(-12, "De eerste ruil is begonnen.", "busy", "Huiskamer De Twee Stoelen"),)),
    Agreed("Een sleutelkast met code bij de gymzaal", MARKET, "Huis van de Derde Helft", "", (PLACE,), (), (-5, "day"), None, "",
           (News(-65, "De kast hangt. De code werkt nog niet.", "busy", "Huis van de Derde Helft"),)),
    Agreed("Een plek en een beheerder voor de Schaakbuurt", MARKET, GOVERNMENT, "afdeling Wijken", (PLACE,), ("Moeders van de Schaakbuurt-voorbeeld",), (90, "season"), None,
           "Dit bleken twee dingen te zijn.", parts=("Een ruimte vinden in de Schaakbuurt", "Een beheerder zoeken voor twaalf uur per week")),
    Agreed("Een nieuwsbrief op papier voor wie geen mail heeft", MARKET, "Zuilense Verhalenbank-voorbeeld", "", (), (), None, None, "",
           (News(-130, "De eerste brief ging naar 300 huizen.", "busy", "Zuilense Verhalenbank-voorbeeld"),)),
    Agreed("Spreektijd aanvragen bij de raadsinformatiebijeenkomst", TALK, "Wijkkeuken De Volle Ketel", "", (BUDGETS,), (), (-9, "day"), None, "",
           (News(-11, "We mogen vijf minuten spreken.", "done", "Wijkkeuken De Volle Ketel"),)),
    Agreed("Onderling afspreken wie de kerngroep trekt", TALK, "Café Zonder Haast", "", (), (), None, None, published=False),
    Agreed("Nog na te lezen door wie erbij was", TALK, "Energieclub De Warme Trui", "", (GRANTS,), (), None, None, published=False),
)  # fmt: skip


def load_actions(
    *,
    today: date,
    organisations: dict[str, Organisation],
    meetings: dict[str, Meeting],
    items: dict[str, AgendaItem],
) -> None:
    """All actions with their news; those that exist are left alone."""
    for plan in AGREED:
        meeting = meetings[plan.at]
        if not meeting.actions.filter(title=plan.title).exists():
            _action(plan, meeting, today, organisations, items)


def _action(
    plan: Agreed,
    meeting: Meeting,
    today: date,
    organisations: dict[str, Organisation],
    items: dict[str, AgendaItem],
) -> None:
    action = agree_action(
        title=plan.title,
        details=plan.details,
        agreed_at=meeting,
        owner=organisations[plan.owner],
        owner_role=plan.role,
        partners=[organisations[name] for name in plan.partners],
        due_on=today + timedelta(days=plan.due[0]) if plan.due else None,
        due_precision=plan.due[1] if plan.due else Action.Precision.NONE,
        next_check_on=today + timedelta(days=plan.check) if plan.check is not None else None,
        published=plan.published,
    )
    action.agenda_items.set(items[title] for title in plan.items)
    for news in plan.news:
        on = today + timedelta(days=news.days)
        report_news(action=action, on=on, text=news.text, status=news.status, organisation=organisations.get(news.by))
    if plan.waiting[0]:
        action.waiting_for, action.waiting_why = plan.waiting
        action.save(update_fields=["waiting_for", "waiting_why"])
    for side, judgement, days, name, text in plan.sides:
        Assessment.objects.create(
            action=action,
            side=side,
            judgement=judgement,
            on=today + timedelta(days=days),
            organisation=organisations[name],
            text=text,
        )
    for kind, number in plan.papers:
        ExternalReference.objects.create(
            action=action, kind=kind, number=number, url=f"https://example.org/raad/{number.lower()}"
        )
    if plan.parts:
        split_action(action=action, titles=plan.parts, on=today - timedelta(days=30), role="Het netwerk")

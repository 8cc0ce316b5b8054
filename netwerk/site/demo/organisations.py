"""Who there is in the demonstration city.

The real organisations carry only what is publicly known of 2018. Everything that was made up belongs to an
organisation whose description says that it is an example.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.utils.text import slugify

from initiatives.models import Area, Organisation, Theme

PLATES = Path(__file__).parent / "plates"
INVENTED = "Dit is een verzonnen voorbeeld."

# slug, name, English name, icon
THEMES = (
    ("ontmoeten", "Ontmoeten", "Meeting people", "coffee"),
    ("zorg-voor-elkaar", "Zorg voor elkaar", "Care for each other", "heart"),
    ("wonen", "Wonen", "Housing", "house"),
    ("groen", "Groen", "Green", "leaf"),
    ("geld-en-werk", "Geld en werk", "Money and work", "coin"),
    ("jongeren", "Jongeren", "Young people", "ball"),
    ("taal-en-leren", "Taal en leren", "Language and learning", "book"),
    ("delen-en-repareren", "Delen en repareren", "Sharing and repairing", "bike"),
)


@dataclass(frozen=True)
class Known:
    """A real organisation: facts only. `area` is the slug of a district or neighbourhood, '' is the whole city."""

    name: str
    kind: str
    area: str
    sentence: str
    text: str = ""
    themes: str = ""


@dataclass(frozen=True)
class Invented:
    """A made-up initiative. `themes` and `also` (more areas) are slugs with spaces between; `times` a line a moment.

    Telephone numbers that begin with 030 000 cannot be dialled, and nobody receives mail at example.org.
    """

    name: str
    area: str
    themes: str
    sentence: str
    text: str
    seeks: str = ""
    times: str = ""
    access: str = ""
    shares: str = ""
    also: str = ""
    photo: str = ""
    photo_alt: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    checked_days_ago: int | None = 60
    status: str = "published"
    stopped_year: int | None = None
    kind: str = "initiative"


KNOWN = (
    Known("SAMEN030", "network", "", "Bewonersorganisaties die in 2018 meededen aan de uitvraag voor sociaal makelen.",
          "Veel initiatieven sloten zich daarbij aan. "
          "SAMEN030 begeleidde op 4 oktober 2018 het gesprek met de wethouder."),
    Known("Dwarsverband", "network", "", "Een van de vier netwerken achter de boodschap van 2018.",
          "Nam in juni 2018 met drie andere netwerken raadsleden mee op kennismakingstoer."),
    Known("Starters4Communities", "network", "", "Een van de vier netwerken achter de boodschap van 2018.",
          "Nam in juni 2018 met drie andere netwerken raadsleden mee op kennismakingstoer."),
    Known("Omzien naar Elkaar", "network", "", "Verbindt initiatieven, deelt kennis en bouwt aan vertrouwen.",
          "Een vrije speler tussen bewoners en gemeente. Vult andere netwerken aan.", "zorg-voor-elkaar"),
    Known("De Nieuwe Jutter", "initiative", "rivierenwijk", "Bewoners in de Rivierenwijk, met dagondersteuning voor ouderen.",
          "Begon in 2016 als proef met een bewonersbod. De toer van 29 juni 2018 kwam hier langs.",
          "ontmoeten zorg-voor-elkaar"),
    Known("Podium Oost", "initiative", "oost", "Een van de twee plekken die raadsleden in 2018 bezochten.",
          "De kennismakingstoer van 29 juni 2018 kwam hier langs.", "ontmoeten"),
    Known("De Witte Wolf", "other", "", "Hier was de werksessie van 18 september 2018."),
    Known("Wishing Well West", "initiative", "lombok-oost", "Bewoners van een blok van 350 woningen in Lombok.",
          "Begon in 2016 als proef met een bewonersbod: sociaal makelen door bewoners zelf.", "zorg-voor-elkaar wonen"),
    Known("PowerbyPeers", "initiative", "", "Wil de kracht van bewoners aan tafel brengen.",
          "In 2018 sprak de wethouder af te helpen, bij een programma dat alleen voor zorgpartijen was geschreven.",
          "zorg-voor-elkaar"),
    Known("Basketbalclub Cangeroes", "initiative", "zuid", "Een van de twee clubs achter het bod op sporthal Lunetten.",
          "Begon in 2016 als proef met een bewonersbod, samen met Amazone.", "jongeren"),
    Known("Basketbalclub Amazone", "initiative", "zuid", "Een van de twee clubs achter het bod op sporthal Lunetten.",
          "Begon in 2016 als proef met een bewonersbod, samen met Cangeroes.", "jongeren"),
    Known("Bewoners van het Spinozaplantsoen", "initiative", "west", "Bewoners die zelf hun groen onderhouden.",
          "Begonnen in 2016 als proef met een bewonersbod.", "groen"),
    Known("Ondernemershuis Overvecht", "company", "overvecht", "Hier was het gesprek met de wethouder in 2018."),
    Known("Gemeente Utrecht", "municipality", "", "Het bestuur van de stad. Maakte in 2018 afspraken met initiatieven."),
    Known("Gemeenteraad Utrecht", "council", "", "De mensen die de stad kiest om te beslissen."),
    Known("Aleato", "other", "", "Zou in 2018 met Wishing Well West kijken hoe het kan blijven bestaan."),
    Known("Oranje Fonds", "fund", "", "Zou in 2018 met Wishing Well West kijken hoe het kan blijven bestaan."),
    Known("ZonMw", "fund", "", "Had in 2018 een programma over verwarde personen."),
)  # fmt: skip

MADE_UP = (
    Invented("De Verzonnen Soeppan", "vechtzoom-zuid", "ontmoeten zorg-voor-elkaar",
             "Elke donderdag koken we voor wie mee wil eten. Je betaalt wat je kunt missen.",
             "Zestig borden, één grote pan. We snijden samen vanaf drie uur. Wie niet kan koken, dekt de tafels.",
             "iemand die de boodschappen haalt", "Donderdag 15.00 uur: samen koken\nDonderdag 18.00 uur: eten",
             "Geen drempel. De wc is ruim.", "een keuken voor vijftig mensen",
             photo="plate-2.webp", photo_alt="Tekening van een huis met bewoners ervoor en een sleutel in de lucht.",
             address="Voorbeeldstraat 1", phone="030 000 00 01", email="soeppan@example.org",
             website="https://example.org/soeppan/"),
    Invented("Buren van de Tiende Etage", "tigrisdreef-eo", "zorg-voor-elkaar wonen",
             "Wij letten op elkaar in de flat. Elke dag een groet, elke week een rondje.",
             "Wie zijn gordijn dicht laat, krijgt een belletje. Zo begon het. Nu doen er vier flats mee.",
             "mensen die Arabisch of Berbers spreken", "Maandag 10.00 uur: koffie in de hal", "Er is een lift.",
             address="Voorbeeldflat 10, in de hal", phone="030 000 00 02"),
    Invented("Moestuin De Scheve Kas", "zambesidreef-eo", "groen ontmoeten",
             "Samen groente telen tussen de flats. Ook als je nog nooit hebt gezaaid.",
             "De kas staat scheef, de tomaten niet. Wat we oogsten, delen we op zaterdag uit.",
             "mensen met een uur per week", "Zaterdag 10.00 tot 12.00 uur: werken en oogsten",
             "Het pad is van schelpen. Een rolstoel gaat net.",
             address="Voorbeeldpad 3, achter de flat", email="schevekas@example.org",
             website="https://example.org/schevekas/"),
    Invented("Fietsenwerkplaats Het Losse Wiel", "overvecht", "delen-en-repareren jongeren",
             "Jongeren maken oude fietsen weer heel. Jij kunt er een lenen.",
             "Je leert een band plakken, en daarna leer je het een ander.", "",
             "Woensdag en vrijdag 14.00 tot 17.00 uur", "De werkplaats is gelijkvloers.",
             address="Voorbeeldweg 14", phone="030 000 00 04"),
    Invented("Stichting Voorbeeld voor Mantelzorgers en hun Families in Overvecht-Noord en Wijde Omgeving", "overvecht",
             "zorg-voor-elkaar", "Voor wie zorgt voor een ander. Samen koffie, samen uitzoeken, samen lachen.",
             "Je bent niet de enige. Kom langs, of bel eerst.", "een bestuurslid met verstand van cijfers"),
    Invented("Taalcafé De Omweg", "kanaleneiland-noord", "taal-en-leren ontmoeten",
             "Nederlands oefenen aan de keukentafel. Fouten maken mag.",
             "We praten over gewone dingen: de dokter, de school, het weer. Er is altijd thee.",
             "mensen die duidelijk willen praten", "Dinsdag 13.30 uur\nDonderdag 19.30 uur", "Geen trap.",
             "een lokaal voor twaalf mensen",
             address="Voorbeeldlaan 5", phone="030 000 00 05", email="taalcafe@example.org",
             website="https://example.org/taalcafe/"),
    Invented("Speelstraat Rijnlaan-voorbeeld", "rivierenwijk", "jongeren ontmoeten",
             "Eén middag per week is de straat van de kinderen.",
             "We zetten de straat af met stoelen. De buurt zit erbij met koffie.", "twee ouders met een hesje",
             "Woensdag 14.00 tot 17.00 uur, van april tot oktober"),
    Invented("De Klusbus van Verzonnen Zuidwest", "transwijk-zuid", "delen-en-repareren zorg-voor-elkaar",
             "Een lamp ophangen, een kraan die lekt: wij komen langs.",
             "Buren met handige handen. Je betaalt het materiaal, niet de hulp.", "iemand met een rijbewijs",
             "Bel tussen 9.00 en 12.00 uur",
             phone="030 000 00 06", also="kanaleneiland-noord kanaleneiland-zuid"),
    Invented("Sportmaatjes Park Transwijk-voorbeeld", "transwijk-noord", "jongeren zorg-voor-elkaar",
             "Samen bewegen, ook als het al jaren niet gelukt is.",
             "We beginnen met wandelen. Wie wil, gaat daarna voetballen.", "", "Zondag 11.00 uur bij de brug"),
    Invented("Huiskamer De Twee Stoelen", "lunetten-zuid", "ontmoeten",
             "Een huiskamer voor de buurt. Er is altijd een stoel vrij.",
             "Het begon met twee stoelen op de stoep. Nu hebben we een kamer, en nog steeds die stoelen.",
             "een kok voor de dinsdag", "Dinsdag en vrijdag 10.00 tot 16.00 uur", "Geen trap. Wel een smalle wc.",
             photo="plate-4.webp", photo_alt="Tekening van zeven mensen om een grote tafel.",
             address="Voorbeeldplein 2", phone="030 000 00 07", email="tweestoelen@example.org",
             website="https://example.org/tweestoelen/", also="lunetten-noord"),
    Invented("Repaircafé De Derde Schroef", "nieuw-hoograven-noord", "delen-en-repareren",
             "Breng wat stuk is. We maken het samen weer heel.",
             "Broodroosters, broeken en radio's. Acht van de tien keer lukt het.", "iemand die kan naaien",
             "Elke eerste zaterdag, 13.00 tot 16.00 uur", "Er is een helling bij de deur.", "gereedschap om te lenen",
             address="Voorbeeldkade 33", email="schroef@example.org"),
    Invented("Buurttuin Het Vijfde Bankje", "tolsteeg-rotsoord", "groen ontmoeten",
             "Een tuin met vijf bankjes, gemaakt door vijf straten.",
             "Elke straat onderhoudt een stuk. In september eten we samen aan één lange tafel.",
             photo="plate-3.webp", photo_alt="Tekening van een gieter boven een plantje."),
    Invented("Jongerenraad Verzonnen Hoograven", "oud-hoograven-noord", "jongeren geld-en-werk",
             "Jongeren beslissen mee over geld voor hun buurt.",
             "We zijn met elf. We hebben een potje en een stem.", "een begeleider die vooral luistert"),
    Invented("Café Zonder Haast", "wittevrouwen", "ontmoeten zorg-voor-elkaar",
             "Koffie voor wie even niet mee kan in het tempo van de stad.",
             "Niemand vraagt wat je doet. Je mag ook gewoon zitten.", "mensen die goed kunnen zwijgen",
             "Maandag tot en met donderdag 10.00 tot 13.00 uur", "Gelijkvloers.",
             address="Voorbeeldsteeg 8", phone="030 000 00 09", photo="plate-1.webp",
             photo_alt="Tekening van een huis met de deur open. Iemand staat in de deur."),
    Invented("Geveltuinen Noordoost-voorbeeld", "tuindorp-oost", "groen",
             "Een tegel eruit, een plant erin. Al 214 keer.",
             "We lenen gereedschap uit en helpen met de eerste schep.", "", "Zaterdag 9.00 uur, van maart tot juni"),
    Invented("De Boekenruil van Verzonnen Voordorp", "voordorpvoorveldsepolder", "delen-en-repareren taal-en-leren",
             "Neem een boek mee, zet er een terug.", "Drie kasten in de wijk. Elke maand lezen we er samen uit voor."),
    Invented("Studenten voor de Straat", "tuinwijk-oost", "jongeren zorg-voor-elkaar",
             "Studenten doen boodschappen en krijgen er verhalen voor terug.",
             "Een uur per week, altijd bij dezelfde buur.", "tien studenten vanaf februari",
             also="wittevrouwen"),
    Invented("Wijkkeuken De Volle Ketel", "buiten-wittevrouwen", "ontmoeten geld-en-werk",
             "Leren koken voor honderd, en daarna voor jezelf beginnen.",
             "Drie dagen per week staan we in de keuken. Vijf koks vonden hier werk.", "een leermeester met geduld",
             "Woensdag tot en met vrijdag 9.00 tot 14.00 uur", "Er is een lift in het gebouw.", "recepten voor honderd",
             address="Voorbeeldhof 100", phone="030 000 00 10", email="volleketel@example.org",
             website="https://example.org/volleketel/"),
    Invented("Sterrenwijk Zingt-voorbeeld", "sterrenwijk", "ontmoeten",
             "Een koor zonder auditie. Vals is ook een toon.",
             "We zingen wat de oudste en de jongste kiezen.", "iemand die gitaar speelt", "Dinsdag 20.00 uur",
             email="zingt@example.org"),
    Invented("Groen Verbond Watervogelbuurt-voorbeeld", "watervogelbuurt", "groen wonen",
             "Regenwater vangen, stenen eruit, schaduw erin.",
             "We rekenen samen uit hoeveel water er per dak valt."),
    Invented("De Uitleenwand", "oudwijk", "delen-en-repareren",
             "Een boormachine gebruik je twaalf minuten per jaar. Leen die van ons.",
             "Er hangen tachtig dingen aan de wand.", "", "Zaterdag 10.00 tot 12.00 uur", "Er zijn drie treden."),
    Invented("Werfkelder voor Iedereen-voorbeeld", "domplein-neude-janskerkhof", "ontmoeten geld-en-werk",
             "Een werkplek onder de straat voor wie thuis geen plek heeft.",
             "Tien tafels, één regel: je groet elkaar.", "een gastheer of gastvrouw",
             "Maandag tot en met vrijdag 9.00 tot 17.00 uur", "Een steile trap. We zoeken een oplossing.",
             address="Voorbeeldgracht 12, onder de straat", phone="030 000 00 12", email="werfkelder@example.org",
             website="https://example.org/werfkelder/"),
    Invented("Nachtburen", "springweg-eo-geertebuurt", "wonen zorg-voor-elkaar",
             "Bewoners van de binnenstad die 's nachts aanspreekbaar zijn.",
             "Twee aan twee lopen we een ronde. We luisteren meer dan we praten.", "vier vrijwilligers",
             phone="030 000 00 13"),
    Invented("Buurtbieb Wijk C-voorbeeld", "wijk-c", "taal-en-leren",
             "Lezen, voorlezen en huiswerk maken aan de grote tafel.",
             "Er zijn ook boeken in het Turks, Arabisch en Pools.", "", "Woensdag 14.00 tot 17.00 uur"),
    Invented("De Stille Steeg", "lange-nieuwstraat-eo", "groen",
             "Een vergeten steeg werd een tuin van achttien meter.",
             "Iedereen heeft een sleutel. Wie het laatst gaat, geeft water."),
    Invented("Huis van de Derde Helft", "ondiep", "jongeren ontmoeten",
             "Na de wedstrijd begint het pas: eten, praten, huiswerk.",
             "Een kantine die ook huiskamer is. Trainers zijn hier oom en tante.", "een huiswerkbegeleider",
             "Elke werkdag na 16.00 uur", "Gelijkvloers.",
             address="Voorbeeldveld 4", phone="030 000 00 14", email="derdehelft@example.org"),
    Invented("Zuilense Verhalenbank-voorbeeld", "elinkwijk-eo", "ontmoeten taal-en-leren",
             "Ouderen vertellen over de fabriek. Kinderen tekenen het op.",
             "Er staat een bank met een knop. Druk, en je hoort een verhaal."),
    Invented("Energieclub De Warme Trui", "geuzenwijk-de-driehoek", "wonen geld-en-werk",
             "Buren helpen buren met tocht, schimmel en de rekening.",
             "We komen met een koffer vol tochtstrip. Na een avond scheelt het tien euro per maand.",
             "mensen die een kit kunnen spuiten", "Bel voor een afspraak", "", "een warmtecamera om te lenen",
             phone="030 000 00 15", email="warmetrui@example.org", website="https://example.org/warmetrui/",
             also="ondiep overvecht"),
    Invented("Moeders van de Schaakbuurt-voorbeeld", "schaakbuurt-eo", "zorg-voor-elkaar taal-en-leren",
             "Moeders helpen moeders: met school, met papieren, met moed.",
             "We zitten elke ochtend bij de school. Je hoeft niets af te spreken.", "een plek met een verwarming"),
    Invented("De Gedeelde Wagen", "pijlsweerd-noord", "delen-en-repareren",
             "Twaalf huizen, twee auto's, nul ruzie.", "We delen ook een bakfiets.", "", checked_days_ago=500),
    Invented("Lombok Leest-voorbeeld", "lombok-west", "taal-en-leren ontmoeten",
             "Samen lezen in drie talen, met eten erbij.",
             "Elke maand één boek. Wie het niet uit heeft, is ook welkom.", "een uitgever die boeken weggeeft"),
    Invented("Dakpark Verzonnen Halve Maan", "halve-maan-noord", "groen wonen",
             "Een park op het dak van de garage, gemaakt door de buren.",
             "Er is nu gras. Dit jaar komt er een bijenkast.", "een imker"),
    Invented("De Open Werkplaats", "welgelegen-den-hommel", "delen-en-repareren geld-en-werk",
             "Hout, metaal en een kop koffie. Werk aan je eigen plan.",
             "Een oude loods vol machines. Er is altijd iemand die uitlegt.", "",
             "Maandag tot en met zaterdag 10.00 tot 18.00 uur", "De deur is breed, de wc niet.", "machines en uitleg",
             address="Voorbeeldloods 7", phone="030 000 00 16", email="werkplaats@example.org",
             website="https://example.org/werkplaats/"),
    Invented("Oog voor Oud-voorbeeld", "oog-in-al", "zorg-voor-elkaar",
             "Bellen, bezoeken, boodschappen. Voor wie weinig mensen ziet.",
             "Ieder van ons heeft twee vaste adressen.", "bezoekers voor de zondag",
             phone="030 000 00 17", also="lombok-west"),
    Invented("Buurtapotheek van Verhalen", "laan-van-nieuw-guinea-spinozaweg-eo", "zorg-voor-elkaar",
             "Geen pillen maar gesprekken, op recept van de huisarts.",
             "Je huisarts verwijst, wij zetten thee.", checked_days_ago=420),
    Invented("De Lange Tafel van Terwijde", "terwijde-oost", "ontmoeten",
             "Eén keer per maand eet de hele straat aan één tafel.",
             "Iedereen neemt een schaal mee. De tafel is nu 48 meter lang.", "iemand met een aanhanger",
             "Elke laatste zondag, 17.00 uur",
             email="langetafel@example.org"),
    Invented("Nieuwe Buren Leidsche Rijn-voorbeeld", "leidsche-rijn-centrum", "wonen ontmoeten",
             "Net verhuisd? Wij laten je de wijk zien.",
             "Een wandeling, een kaart en drie telefoonnummers.", "wandelgidsen", "Eerste zaterdag, 11.00 uur"),
    Invented("Speelbos De Kromme Tak", "het-zand-west", "groen jongeren",
             "Een bos waar kinderen zelf bouwen.", "Er zijn drie regels en veel takken.",
             "", "Altijd open. Woensdag is er begeleiding.", "Onverharde paden.",
             address="Voorbeeldbos, bij het hek", website="https://example.org/krommetak/"),
    Invented("Digitale Huiskamer Parkwijk-voorbeeld", "parkwijk-noord", "taal-en-leren",
             "Hulp met je telefoon, je DigiD en je foto's.", "Zonder afspraak, zonder zuchten.",
             "jongeren die goed kunnen uitleggen", "Donderdag 10.00 tot 12.00 uur", "Gelijkvloers.",
             address="Voorbeelddreef 21", phone="030 000 00 20"),
    Invented("Werkgroep Rijnvliet Eetbaar-voorbeeld", "rijnvliet", "groen",
             "In onze wijk kun je van de bomen eten.", "We leren elkaar snoeien en inmaken.", "snoeiers in de winter"),
    Invented("De Schuur van Vleuten-voorbeeld", "vleuten", "ontmoeten delen-en-repareren",
             "Een schuur waar het dorp elkaar tegenkomt.", "Op dinsdag repareren, op vrijdag kaarten.",
             "een kaartspeler", "Dinsdag en vrijdag 13.30 tot 16.30 uur", "Er is één drempel.",
             address="Voorbeelddijk 6", phone="030 000 00 21", email="schuur@example.org"),
    Invented("Haarzuilens Kookt-voorbeeld", "haarzuilens-eo-park-haarzuilens", "ontmoeten",
             "Koken met wat de tuinen geven.", "In de winter soep, in de zomer pannenkoeken.",
             checked_days_ago=None),
    Invented("Stadsbreed Netwerk Buurtmoestuinen-voorbeeld", "", "groen",
             "Alle moestuinen van de stad delen zaden, kennis en slakkentips.",
             "We helpen elke nieuwe tuin op weg.", "tuinen die willen meedoen", shares="zaden en kennis",
             kind="network",
             email="moestuinen@example.org", website="https://example.org/moestuinen/"),
    Invented("Vervoersmaatjes Stad-voorbeeld", "", "zorg-voor-elkaar",
             "We gaan met je mee naar het ziekenhuis of het loket.",
             "Je betaalt alleen de bus.", "maatjes met geduld", "Bel een dag van tevoren",
             phone="030 000 00 23"),
    Invented("Vrijplaats voor Slapers-voorbeeld", "", "wonen zorg-voor-elkaar",
             "Bewoners die een bed delen met wie er geen heeft.",
             "Zestien gezinnen, één rooster. We willen dat het niet meer nodig is.", "logeerplekken voor de winter"),
    Invented("Voorbeeldfonds Utrecht", "", "geld-en-werk", "Een fonds dat we verzonnen om afspraken te laten zien.",
             "Geeft in dit voorbeeld geld voor drie jaar.", kind="fund"),
    Invented("Zorgvoorbeeld Utrecht", "", "zorg-voor-elkaar", "Een zorgorganisatie die we verzonnen.",
             "Werkt in dit voorbeeld samen met bewoners.", kind="welfare"),
    Invented("Voorbeeldgemeente", "", "", "Een gemeente die we verzonnen, zodat de echte niets toegedicht krijgt.",
             "Staat bij verzonnen afspraken in dit voorbeeld.", kind="municipality"),
    Invented("Buurtbios De Witte Muur", "neckardreef-eo", "ontmoeten", "Films op een muur, in de zomer.",
             "Tien zomers lang keken we samen. Toen werd de muur verkocht.", status="stopped", stopped_year=2024),
    Invented("Kinderpersbureau-voorbeeld", "kanaleneiland-zuid", "jongeren taal-en-leren",
             "Kinderen maken nieuws over hun eigen wijk.", "Nog niet bekeken door een coördinator.", status="pending"),
    Invented("Wasmachine voor Acht-voorbeeld", "ondiep", "delen-en-repareren",
             "Acht huizen delen een wasmachine.", "Nog niet bekeken door een coördinator.", status="pending"),
    Invented("Wandelclub Langs de Vecht-voorbeeld", "zuilen-noord", "ontmoeten",
             "Elke zondag langs het water.", "Nog niet bekeken door een coördinator.", status="pending"),
)  # fmt: skip


def load_themes() -> dict[str, Theme]:
    """The eight themes, by slug."""
    themes = {}
    for position, (slug, name, english, icon) in enumerate(THEMES, start=1):
        defaults = {"name": name, "name_en": english, "icon": icon, "position": position}
        themes[slug], _created = Theme.objects.update_or_create(slug=slug, defaults=defaults)
    return themes


def load_organisations(*, today: date, themes: dict[str, Theme]) -> dict[str, Organisation]:
    """All organisations, by name; those that exist are left as they are."""
    areas = {area.slug: area for area in Area.objects.of_municipality(settings.MUNICIPALITY_CODE).neighbourhoods()}
    areas |= {area.slug: area for area in Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts()}
    organisations: dict[str, Organisation] = {}
    for known in KNOWN:
        fields: dict[str, object] = {"kind": known.kind, "sentence": known.sentence, "description": known.text}
        fields["status"] = "published"
        organisations[known.name] = _organisation(known.name, known.area, known.themes, fields, areas, themes)
    for made_up in MADE_UP:
        checked = today - timedelta(days=made_up.checked_days_ago) if made_up.checked_days_ago else None
        fields = {
            "kind": made_up.kind,
            "sentence": made_up.sentence,
            "description": f"{INVENTED}\n\n{made_up.text}",
            "seeks": made_up.seeks,
            "shares": made_up.shares,
            "opening_times": made_up.times,
            "visiting_address": made_up.address,
            "public_phone": made_up.phone,
            "public_email": made_up.email,
            "website": made_up.website,
            "accessibility": made_up.access,
            "status": made_up.status,
            "stopped_year": made_up.stopped_year,
            "checked_on": checked,
            "photo_alt": made_up.photo_alt,
        }
        organisation = _organisation(made_up.name, made_up.area, made_up.themes, fields, areas, themes, made_up.also)
        if made_up.photo and not organisation.photo:
            with (PLATES / made_up.photo).open("rb") as file:
                organisation.photo.save(made_up.photo, File(file))
        organisations[made_up.name] = organisation
    return organisations


def _organisation(
    name: str,
    area: str,
    themes: str,
    fields: dict[str, object],
    areas: dict[str, Area],
    known: dict[str, Theme],
    also: str = "",
) -> Organisation:
    place = areas[area] if area else None
    organisation, created = Organisation.objects.get_or_create(
        slug=slugify(name)[:130], defaults={**fields, "name": name, "main_area": place, "whole_city": place is None}
    )
    if created:
        organisation.full_clean()
        organisation.themes.set(known[slug] for slug in themes.split())
        organisation.areas.set(areas[slug] for slug in also.split())
    return organisation

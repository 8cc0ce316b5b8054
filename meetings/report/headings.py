"""What a heading says about the part below it."""

import re

# In order: the first that fits decides.
_KINDS = (
    (
        "previous",
        r"(?:actie|action|afspraken|verslag|notulen|besluiten|minutes|terugblik).{0,30}\b(?:vorige?|vorig|laatste|eerdere|previous|last)\b"
        r"|\b(?:vorige?|vorig|eerdere|previous|last)\b.{0,25}(?:actie|action|afspraken|verslag|notulen|vergadering|overleg|keer|minutes|meeting)"
        r"|\bafgehandelde (?:acti|punten)|matters arising|\bstand van zaken (?:acties|afspraken)",
    ),
    (
        "previous",
        r"^(?:concept)?(?:verslag|notulen|besluitenlijst|minutes)\b(?:.{0,40}\b\d{1,2}[ -/]\w{1,9}|.{0,20}\ben actie)",
    ),
    (
        "absent",
        r"^(?:afwezig|afgemeld|afmelding|met kennisgeving|verhinderd|apologies|absent|bericht van verhindering|regrets)",
    ),
    (
        "participants",
        r"^(?:aanwezig|deelnemers|deelname|present\b|attendees|attendance|attending|participants|wie (?:was|waren) er|opkomst|in attendance|erbij$|waren er|wie$|who$"
        r"|presentielijst|aan tafel|genodigden|gasten?$)",
    ),
    (
        "shared_agenda",
        r"gezamenlijke agenda|shared agenda|(?:agenda)?punten (?:voor|op) (?:de|onze) (?:gezamenlijke |gedeelde )?agenda|onze agenda"
        r"|agendapunten voor (?:de|onze)|gedeelde agenda|our agenda|wat willen we (?:samen )?bereiken",
    ),
    (
        "actions",
        r"\ba[ck]ties?\b|a[ck]tie(?:punten|lijst|items|s\b|overzicht)|\bactions?\b|\bafspraken(?:lijst)?\b|toezegging|\bto[ -]?do|wie doet wat"
        r"|takenlijst|\btaken\b|taakverdeling|huiswerk|\bagreements?\b|agreed|commitments?|next steps|pledges|afgesproken"
        r"|wie pakt wat op|(?:volgende|eerste|concrete|vervolg) ?stappen|wat spr[ae]ken we af|wie gaat wat doen|wat (?:gaan|doen) (?:we|wij)\b|vervolgacties|vervolgstappen|vervolgafspraken",
    ),
    ("decisions", r"\bbesluit(?:en|enlijst|vorming)?\b|\bbesloten\b|\bdecisions?\b"),
    (
        "followups",
        r"^vervolg\b|^next$|volgend[e]? (?:bijeenkomst|vergader|overleg|keer|afspraak|sessie|werksessie|data|bewoners|avond|ontmoeting)|datum volgend"
        r"|vergaderdata|nieuwe dat(?:um|a)|komende (?:bijeenkomst|activiteit|data)|save the date|next (?:meeting|session|time)|follow[- ]?up"
        r"|hoe (?:gaan we )?(?:nu )?verder|hoe gaat het verder|vooruitblik|^data\b|belangrijke data|jaarplanning|^planning\b|upcoming"
        r"|wanneer (?:weer|zien)|vervolgbijeenkomst|vervolgdata|^agenda komende|dates? for|^dates?\b|what.s next|^kalender|vervolgoverleg",
    ),
    (
        "voices",
        r"\bstemmen\b|\bgeluiden\b|wat (?:zeiden|zeggen|vonden|vinden|hoorden) |citaten|quotes|\bvoices\b|uitspraken|gehoord|in (?:hun )?eigen woorden"
        r"|what (?:people|residents) said|opgetekend",
    ),
    ("own_agenda", r"^(?:agenda|programma|agendapunten|programme|dagorde|vaststellen agenda)$"),
    (
        "wishes",
        r"\bwensen|idee[eë]n|suggesties|\btips?\b|aanbevelingen|\bkansen\b|knelpunten|\bwishes|\bideas|zorgen|dromen|aandachtspunten|wensenlijst"
        r"|wat missen|opbrengst|brainstorm",
    ),
    (
        "other",
        r"^(?:opening|welkom|introductie|inleiding|mededelingen|ingekomen|uitgaand|rondvraag|sluiting|w\.?v\.?t\.?t\.?k|wat verder ter tafel"
        r"|terugblik|achtergrond|conclusie|samenvatting|aanleiding|verslag|notulen|vaststell|kennismaking|voorstelrond|evaluatie|stand van zaken"
        r"|discussie|bespreking|presentatie|financi|a\.?o\.?b|any other business|welcome|introduction|background|summary|closing|discussion"
        r"|minutes|wijkinformatie|bijlage|toelichting|reflectie|gesprek|rondje|inbreng|vragen|reactie|updates?)",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_NUMBER = re.compile(
    r"^(?:(?:agendapunt|punt|ad|item|onderdeel|blok)[ \t]{0,2})?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4}|[A-Ha-h])[.):]?[a-z]?[ \t\u00a0:–-]{1,4}",
    re.IGNORECASE,
)


def bare(heading: str) -> str:
    """`heading` without number, marks and a closing colon: '3. **Mededelingen**:' is 'Mededelingen'."""
    text = heading.strip().strip("#*_=~ \t\u00a0").strip()
    text = (
        _NUMBER.sub("", text, count=1)
        if re.match(r"(?i)(?:agendapunt|punt|ad|item|blok)\b|\d|[IVX]{1,4}[.)]|[A-H][.)]", text)
        else text
    )
    return text.strip().strip("*_").rstrip(":;").strip()


def kind_of(heading: str) -> str:
    """The kind of the part below `heading`; "" when it says nothing that we know."""
    text = bare(heading)
    if not text or len(text) > 90:
        return ""
    for kind, pattern in _COMPILED:
        if pattern.search(text):
            return kind
    return ""

"""The names that people give to the columns of an action list."""

import re

_COLUMNS = (
    ("number", r"^(?:nr|no|nummer|#|\d{0,2}|number|volgnr)\.?$"),
    (
        "status",
        r"^(?:status|stand|stand van zaken|voortgang|afgehandeld|afgerond|af|klaar\?|state|progress|gedaan\??)$",
    ),
    (
        "owner",
        r"^(?:wie|door|door wie|wie doet (?:dit|het|wat)|actiehouder|actie ?houder\(s\)|verantwoordelijk\w*|trekker|eigenaar|uitvoerder|naam|who|by whom|owner|responsible|assignee|lead|actie door|uitvoering|betrokken\w*)\??$",
    ),
    (
        "due",
        r"^(?:wanneer|voor|deadline|gereed|klaar|uiterlijk|voor wanneer|datum|datum gereed|gereed (?:op|voor)|termijn|planning|tijd|when|due|due date|by when|by|date|timing|streefdatum|klaar voor|klaar op|einddatum)\??$",
    ),
    (
        "action",
        r"^(?:wat|actie|acties|actiepunt|actiepunten|afspraak|afspraken|taak|taken|omschrijving|toezegging|wat\??|action|actions|action point|task|what|description|agreement|item|activiteit)\??$",
    ),
    (
        "source",
        r"^(?:vergadering|overleg|bron|datum (?:vergadering|overleg|actie|ontstaan)|ontstaan|ingebracht|sinds|startdatum|d\.?d\.?|meeting|raised)$",
    ),
    ("topic", r"^(?:onderwerp|thema|agendapunt|punt|topic|subject)$"),
    ("remark", r"^(?:opmerking\w*|toelichting|notes?|remarks?|bijzonderheden|resultaat|prioriteit|priority)$"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _COLUMNS)


def column_of(words: str) -> str:
    """Which column a heading names: number, status, owner, due, action or remark; "" for none that we know."""
    text = " ".join(words.split()).strip(" *:")
    if not text:
        return ""
    return next((name for name, pattern in _COMPILED if pattern.match(text)), "")

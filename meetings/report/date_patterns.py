"""The words and patterns of dates; what they mean is in meetings.report.dates."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag monday ma mon",
            "dinsdag tuesday di tue tues",
            "woensdag wednesday wo wed",
            "donderdag thursday do thu thurs",
            "vrijdag friday vr vrij fri",
            "zaterdag saturday za sat",
            "zondag sunday zo sun",
        )
    )
    for name in names.split()
}
NUMBERS = {
    word: number
    for number, words in {
        1: "een één a one",
        2: "twee two paar",
        3: "drie three",
        4: "vier four",
        5: "vijf five",
        6: "zes six",
        8: "acht eight",
        10: "tien ten",
        14: "veertien",
    }.items()
    for word in words.split()
}
ORDINALS = {
    word: number
    for number, words in enumerate(
        ("eerste 1e 1ste first 1st", "tweede 2e 2de second 2nd", "derde 3e 3de third 3rd", "vierde 4e 4de fourth 4th"),
        1,
    )
    for word in words.split()
}
SEASON_END = {
    "voorjaar": 5, "lente": 5, "spring": 5, "zomer": 8, "summer": 8,
    "najaar": 11, "herfst": 11, "autumn": 11, "winter": 2,
}  # fmt: skip


def _either(words: "dict[str, int]") -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_M, _W = _either(MONTHS), _either(WEEKDAYS)
_PART_OF_DAY = "(?:avond|middag|ochtend|morgen)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_S, _O = r"[ \t\u00a0]{1,3}", r"[ \t\u00a0]{0,3}"
_NUM = rf"(?:\d{{1,2}}|{_either(NUMBERS)})"
_TIME = (
    rf"(?:,?{_O}(?:\(|om|vanaf|van|at|from|@)?{_O}(?P<hour>[01]?\d|2[0-3])(?:[.:h](?P<minute>[0-5]\d)(?!\d)"
    rf"(?:{_O}(?:uur|u\b\.?|h\b|pm\b|p\.m\.|am\b)?)|{_O}(?P<whole>uur|pm|am)\b))"
)

DATES = re.compile(
    "|".join(
        (
            r"(?P<iso>\b(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)",
            # dinsdag 13 en woensdag 14 november '26, 13e nov.
            rf"(?:\b(?P<w1>{_W}){_PART_OF_DAY}\.?,?{_S}(?:de{_S}|the{_S})?)?\b(?P<d1>{_DAY})(?:e|de|ste|th|st|nd|rd)?"
            rf"(?:{_O}(?:en|&|of|and|/|,){_O}(?:(?P<w0>{_W})\.?{_S})?(?P<d0>{_DAY})(?:e|de|ste|th)?)?"
            rf"(?:{_S}of)?[ \t\u00a0-]{{1,3}}(?P<m1>{_M})\b\.?(?:,?[ \t\u00a0-]{{1,3}}(?P<y1>{_YEAR}))?(?!\d)",
            # Tuesday, March 3rd, 2026
            rf"(?:\b(?P<w2>{_W})\.?,?{_S})?\b(?P<m2>{_M})\.?{_S}(?:the{_S})?(?P<d2>{_DAY})(?:st|nd|rd|th)?\b"
            rf"(?![.:]\d)(?:,?{_S}(?P<y2>(?:19|20)\d\d))?",
            # 13-11-2026, 13/11, 13.11.26
            rf"(?:\b(?P<w3>{_W})\.?,?{_S})?(?<![\d.,:/€-])(?P<d3>{_DAY})(?P<sep>[-/.])(?P<m3>1[0-2]|0?[1-9])"
            rf"(?:(?P=sep)['’]?(?P<y3>(?:19|20)\d\d|\d\d))?(?![\d:/-]|[.,]\d|%)",
            # week 12
            rf"\b(?:in{_S})?(?:week|wk)\.?{_O}(?:nr\.?{_S})?(?P<week>[1-4]?\d|5[0-3])(?!\d|[.:,]\d)"
            rf"(?:{_S}(?:van{_S}|of{_S})?(?P<weeky>{_YEAR}))?\b",
            # volgende week donderdag, donderdag volgende week, donderdag over een week
            rf"\b(?:(?P<w4>{_W}){_S})?(?P<which>volgende?|komende?|aankomende?|deze|dit|next|this|coming){_S}(?P<unit>week|maand|month"
            rf"|jaar|year)\b(?:{_S}(?:op{_S}|on{_S})?(?P<w5>{_W})\b)?",
            rf"\b(?:(?P<w6>{_W}){_S})?(?P<how>over|binnen|in|within){_S}(?P<n>{_NUM}){_S}"
            rf"(?P<what>werkdag(?:en)?|dag(?:en)?|half{_S}jaar|jaar|years?|we(?:ek|ken)|maand(?:en)?|days?|weeks?|months?)\b",
            rf"\b(?P<adv>(?:aanstaande|a\.s\.|as\.|komende|aankomende|eerstvolgende|volgende|deze|next|this|coming)){_S}(?P<w7>{_W})\b",
            rf"\b(?P<w8>{_W}){_S}(?:aanstaande|a\.s\.|as\.|aankomend|next)(?!\w)",
            r"\b(?P<near>overmorgen|morgen(?:ochtend|middag|avond)?|vandaag|vanavond|tomorrow|today|tonight)\b(?!\w)",
            # begin maart, eind van de maand, half 2027
            rf"\b(?P<part>(?:tweede|2e|second){_S}(?:helft|half)|(?:eerste|1e|first){_S}(?:helft|half)|begin|half(?!{_S}jaar)|medio|midden|eind(?:e)?|voor{_S}eind|early|mid|late|(?:the{_S})?end{_S}of)[ \t\u00a0-]{{1,3}}"
            rf"(?:van{_S}|of{_S})?(?:de{_S}|het{_S}|dit{_S}|deze{_S}|the{_S}|this{_S})?(?:(?P<pm>{_M})\b\.?(?:{_S}(?P<py>{_YEAR}))?"
            rf"|(?P<pp>maand|month|jaar|year|week|volgend{_S}jaar|volgende{_S}(?:maand|week)|next{_S}(?:year|month|week))\b"
            rf"|(?P<ponly>20\d\d)\b)",
            # de eerste week van december
            rf"\b(?P<wo>{_either(ORDINALS)}|laatste|last){_S}week{_S}(?:van|in|of){_S}(?P<wm>{_M})\b(?:{_S}(?P<wy>{_YEAR}))?",
            # het eerste kwartaal van 2027, Q1 2027, 1e kwartaal
            rf"\b(?:(?P<qo>{_either(ORDINALS)}){_S}(?:kwartaal|quarter)|(?:Q|K)(?P<qn>[1-4]))\b"
            rf"(?:{_O}(?:van{_S}|of{_S}|,{_O})?(?P<qy>{_YEAR}))?",
            # voor de zomervakantie, najaar 2026, voor kerst
            rf"\b(?:(?P<sp>voor|vóór|na|in|tegen|before|after|by){_S})?(?:(?:de|het|the|dit|deze|(?P<sk>komende?)){_S})?(?P<season>voorjaar|lente|zomer"
            rf"|najaar|herfst|winter|spring|summer|autumn)(?P<sv>vakantie|stop|reces|{_S}(?:holidays?|break))?\b(?:{_S}(?:van{_S}|of{_S})?(?P<sy>{_YEAR}))?",
            rf"\b(?:(?P<xp>voor|vóór|na|before|after){_S})(?:(?:de|het|the){_S})?(?P<xmas>kerst(?:vakantie|dagen|reces)?|christmas|jaarwisseling|new{_S}year"
            rf"|oud{_S}en{_S}nieuw)\b",
            # in maart, voor december 2026; a bare month only with its year
            rf"\b(?P<mp>in|voor|vóór|tot|uiterlijk|per|tegen|before|by|during|vanaf|from|until){_S}(?P<m4>{_M})\b(?:{_S}(?P<y4>{_YEAR}))?",
            rf"\b(?P<m5>{_M}){_S}(?P<y5>{_YEAR})\b",
            rf"\b(?P<wp>voor|vóór|uiterlijk|tot|op|per|before|by|on|until){_S}(?P<w9>{_W})\b(?!\.?,?{_O}(?:de{_S}|the{_S})?(?:\d|volgende|over{_S}|aanstaande|a\.s|next|{_M}))",
        )
    ),
    re.IGNORECASE,
)
# Without one of these there is no date; cheaper to look for than a date.
HINT = re.compile(
    r"\d|wee?k|maand|month|jaar|year|kwartaal|quarter|dag|day|morgen|tomorrow|vanavond|tonight|zomer|summer|voorjaar|spring|lente"
    r"|najaar|herfst|autumn|winter|kerst|christmas|nieuw|new|januar|februar|maart|march|april|mei|may|jun|jul|august|septem|okto|octo"
    r"|novem|decem|\b(?:jan|feb|mrt|mar|apr|aug|sep|sept|okt|oct|nov|dec|ma|di|wo|do|vr|vrij|za|zo|mon|tue|wed|thu|fri|sat|sun)\b|[QK][1-4]",
    re.IGNORECASE,
)
TIME_AFTER = re.compile(_TIME, re.IGNORECASE)
LEADING = re.compile(
    r"(?:\b(?:op|voor|vóór|uiterlijk|tot|per|vanaf|d\.d\.|dd\.?|datum|deadline|date|by|before|on|until|due|"
    r"klaar|gereed|wanneer|when|t/m)[ :\t\u00a0]{0,3}|[|\t(]\s{0,3})$",
    re.IGNORECASE,
)


# After these '13-11' would be a number of things.
COUNTED = re.compile(
    r"[ \t]?(?:jaar|jarige\w*|uur|euro|mensen|personen|bewoners|deelnemers|kinderen|keer|stuks|huizen|woningen|procent|%|minuten|weken|dagen"
    r"|people|residents|years?|hours|times|weeks|days|minutes)\b",
    re.IGNORECASE,
)

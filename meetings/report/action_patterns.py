"""The words in which people agree that somebody will do something, and those in which they do not."""

import re

from meetings.report.names import FULL_NAME, INITIALS, ROLE

# Nobody agrees anything in a sentence longer than this (characters).
LONGEST = 1200
MARK = re.compile(
    r"(?:^|(?<=[.;!?)\s(\[>→|]))(?:\*\*|__)?(?:→[ ]?|-->?[ ]?|=>[ ]?|>[ ]?)?(?:[Aa][ck]tie(?:punt)?s?|A[CK]TIE(?:PUNT)?|[Aa]ction(?: item| point)?|ACTION|AP|[Aa]fspraak|AFSPRAAK|[Tt]oezegging|TOEZEGGING|To ?do|TODO|Agreed action)"
    r"(?:[ ]?(?:nr\.?[ ]?)?\d{1,4}(?:[-./]\d{1,4})?[a-z]?)?(?:\*\*|__)?[ \t\u00a0]*"
    rf"(?:\((?P<by>[^()\n]{{2,60}})\)|(?P<named>(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?:, | en | and |/| & )(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,4}}))?(?:\*\*|__)?[ \t]*[:–-](?:\*\*|__)?[ \t\u00a0]*",
)
INTRODUCES = re.compile(
    r"(?i)(?:afgesproken|afspraken (?:zijn )?gemaakt|spreken (?:we |het volgende )?af|acties? (?:zijn |worden )?(?:afgesproken|uitgezet)|toegezegd|toezeggingen"
    r"|de volgende (?:acties|afspraken)|agreed(?: on)?(?: the following)?|the following actions|wie doet wat|gaan (?:we )?doen|pakken (?:we )?op"
    r"|actiepunten|acties)[^.\n]{0,40}:$|\b(?:de|onze|these|the) (?:gemaakte )?(?:afspraken|acties|actiepunten|agreements|actions):$"
)
# A list that is only gone through again, and the words that stand behind what was on it.
REVIEWS = re.compile(
    r"(?i)\b(?:acti\w+|aktielijst|afspraken|lijst|actions)\b.{0,40}\b(?:doorgenomen|nagelopen|langsgelopen|besproken|doorgelopen|bijgewerkt|reviewed|gone through)[.:]?$"
)
STANDS = re.compile(
    r"(?i)(?:[:–—-]|->|→|=>|\()\s*(?:dit |deze |is |wordt |nog |blijft |actie )*(?:gedaan|klaar|gereed|afgehandeld|afgerond|gebeurd|geregeld|gelukt|vervallen|vervalt|afgevoerd|blijft staan|blijft|staan"
    r"|loopt(?: nog| door)?|lopend|in behandeling|doorgeschoven|opgelost|voltooid|in gang gezet|done|completed|closed|ongoing|carried over)\b[^.;]{0,25}[.)]?$"
)
NONE = re.compile(
    r"(?i)^(?:geen|nog geen|nog niemand|niemand|niets|niks|er zijn geen|niet van toepassing|n\.?v\.?t|none|no actions|nothing)\b"
)
WISH = re.compile(
    r"(?i)\b(?:zou(?:den)?|moet(?:en)?|moest(?:en)?|kunnen|kan|kon|(?-i:wil(?:len)?)|wilde|wenst|graag|hopen|hoopt|hopelijk|misschien|eventueel|wellicht|mogelijk"
    r"|belangrijk|wenselijk|nodig|idee|suggestie|voorstel is|stel(?:t|len) voor(?= (?:om|dat|te)\b)|pleit|pleiten|zouden|mogen|mag|indien|mits|als er|als de|als het|liefst|beter|could|should|would"
    r"|might|maybe|perhaps|hopes?|wants?|wish(?:es)?|needs? to|must|suggests?|proposes?|if)\b|\?"
)
PAST = re.compile(
    r"(?i)\b(?:heeft|hebben|had(?:den)?|werd(?:en)?|was|waren|is (?:al |inmiddels |reeds )?ge\w+|zijn (?:al |inmiddels |reeds )?ge\w+|vertelde|gaf|gaven|zei|zeiden|ging(?:en)?|kwam(?:en)?|deed|vorig(?:e)?|afgelopen"
    r"|destijds|vroeger|eerder|sinds|(?-i:has|have|had|were|did|went|said|told)|last (?:year|month|week|meeting)|ago)\b"
)
HABIT = re.compile(
    r"(?i)\b(?:elke|elk|iedere|ieder|wekelijks|maandelijks|al \w+ (?:jaar|jaren|maanden|weken)|ieder jaar|dagelijks|jaarlijks|altijd|vaak|meestal|regelmatig|al jaren|al lang|nu al|momenteel|doorgaans|steeds|soms|every|always|usually|often"
    r"|weekly|monthly|already|currently|each)\b"
)
# What somebody takes upon himself, whoever it is.
STRONG = re.compile(
    r"\b(?:(?:draagt|dragen) (?:er )?zorg|(?:biedt|bieden|bood) aan|(?:onderzoekt|onderzoeken|bekijkt|checkt|inventariseert|kijkt)\b(?=.{0,25}\b(?:of|hoe|welke|wat|wie|waar)\b)|(?:zegt|zeggen|zegde)\b.{0,120}?\btoe\b|toegezegd|belooft|beloven|zegt toe|(?:neemt|nemen)\b(?=.{0,60}\bcontact\b)|(?:neemt|nemen)\b(?=.{0,80}\b(?:op zich|mee\b|het initiatief|hiervoor|voor (?:zijn|haar|hun) rekening))"
    r"|(?:pakt|pakken)\b(?=.{0,120}\bop\b)|(?:zoekt|zoeken)\b(?=.{0,120}\buit\b)|(?:vraagt|vragen|gaat|gaan)\b(?=.{0,120}\bna\b)|zorgt|zorgen|regelt|regelen"
    r"|(?:komt|komen)\b(?=.{0,80}\bop terug|.{0,60}\bterug op)|(?:koppelt|koppelen)\b(?=.{0,120}\bterug\b)|zal|zullen|(?:trekt|trekken)\b(?=.{0,60}\b(?:dit|het|de kar))"
    r"|(?:gaat|gaan)\b(?=.{1,200}?(?:\w{2,}(?:en|aan|oen|ien|gaan)|aan de slag\b.{0,60}|\bhelpen\b.{0,90})[.!]?$)|(?:gaat|gaan)\b(?=.{0,80}\b(?:helpen|uitzoeken|regelen|aan de slag|bellen|vragen|kijken|maken|organiseren|onderzoeken|overleggen|inventariseren|schrijven|sturen|praten|zoeken|halen|brengen|plannen|uitwerken|opstellen|navragen|benaderen|voorbereiden|bespreken|uitnodigen|verzamelen|tellen|testen|opnemen|langs)\b)"
    r"|(?:legt|leggen)\b(?=.{0,50}\bvoor\b(?: aan\b|[.,;]|$))|(?:houdt|houden)\b(?=.{0,60}\b(?:in de gaten|op de hoogte|contact\b|in het oog))|(?:laat|laten)\b(?=.{0,60}\bweten (?:of|wanneer|hoe|wat|wie|waar))|(?:gaat|gaan)\b(?= (?:er )?(?:langs|achteraan|achter)\b|.{0,30}\b(?:achteraan|erachteraan|langs bij)\b)"
    r"|(?:levert|leveren)\b(?=.{0,80}\baan\b)|(?:voert|voeren)\b(?=.{0,60}\buit\b)|(?:werkt|werken)\b(?=.{0,60}\buit\b)|(?:stelt|stellen)\b(?=.{0,80}\bop\b(?:[.,;)]|$| en ))|(?:spreekt|spreken)\b(?=.{0,60}\b(?:hierover|hem|haar|hen|aan)\b)|bewaakt|bewaken"
    r"|will|is going to|are going to|promise[sd]?|agree[sd]? to|undertakes?|takes? on|commits? to)\b",
    re.IGNORECASE,
)
# A promise that is told afterwards.
PROMISED = re.compile(
    r"(?i)\b(?:beloofde|beloofden|zegde(?:n)?\b.{0,120}\btoe\b|heeft\b.{0,80}\b(?:toegezegd|beloofd|aangeboden)|hebben\b.{0,80}\b(?:toegezegd|beloofd|aangeboden)|bood(?:en)? aan|promised|agreed to|offered to)"
)
# What an institution takes upon itself; the rest of what it "gaat" do is a plan that it tells about.
COMMITS = re.compile(
    r"(?i)\b(?:uit\s?zoeken|na\s?(?:gaan|vragen|kijken)|terug\s?(?:koppelen|komen|bellen)|onderzoeken|bekijken|kijken|contact|organiseren|aan de slag|overleggen|overleg|bespreken|meenemen|mee|sturen|rondsturen|opsturen|toesturen"
    r"|uitnodigen|informeren|laten weten|regelen|zorgen|helpen|ondersteunen|aanleveren|leveren|opstellen|uitwerken|inventariseren|checken|bellen|mailen|vragen|in gesprek|afspraak|plannen|voorleggen|doen|delen|schrijven|maken)\b"
)
# What somebody does: with a day, or in a few words by somebody who is known.
DEED = re.compile(
    r"\b(?:laat|laten|stuurt|sturen|mailt|mailen|belt|bellen|maakt|maken|vraagt|vragen|organiseert|organiseren|plaatst|plaatsen|levert|leveren|schrijft|schrijven|nodigt|nodigen|onderzoekt|onderzoeken"
    r"|bespreekt|bespreken|informeert|informeren|deelt|delen|checkt|checken|controleert|bereidt|bereiden|verzamelt|verzamelen|meldt|melden|zet|zetten|bekijkt|bekijken|overlegt|overleggen"
    r"|benadert|benaderen|inventariseert|inventariseren|verspreidt|verspreiden|(?:haalt|halen)\b(?=.{0,60}\bop\b)|bestelt|bestellen|reserveert|reserveren|vult|vullen|stelt|stellen|legt|leggen|brengt|brengen"
    r"|komt met|schuift|spreekt|spreken|agendeert|agenderen|coördineert|ontwerpt|print|drukt|koopt|kopen|verstuurt|versturen|publiceert|past|voegt|bezoekt|vertaalt|toetst|rondt|schakelt|dient"
    r"|sends?|calls?|e-?mails|asks|makes|contacts|arranges|prepares|organises|writes|checks|invites|puts|brings|looks into|shares|draws up|books)\b",
    re.IGNORECASE,
)
# What people make after a meeting.
PRODUCT = re.compile(
    r"(?i)\b(?:een|de|het|deze|dit|a|an|the) (?:[a-z]+e? )?(?:[a-z]*lijst|[a-z]*brief|voorstel|[a-z]*plan|overzicht|mail|oproep|bericht|verslag|opzet|schets|begroting|enquête|flyer|poster|planning|rooster|datumprikker|offertes?"
    r"|[a-z]*aanvraag|uitnodiging|concept|notitie|reactie|memo|list|letter|proposal|plan|overview|report|leaflet|survey|invitation|draft)\b"
)
# And what is only an agreement with a day beside it.
WEAK = re.compile(
    rf"{DEED.pattern}|\b(?:doet|doen|werkt|werken|plannen|leest|denkt|kijkt|haalt|halen)\b",
    re.IGNORECASE,
)
AGREED = re.compile(
    r"(?i)^(?:(?:er (?:is|wordt|werd)|verder is|ook is|tot slot is|we|it was|it is|hierbij is|daarom is)\s+)?(?:is |wordt |werd )?(?:afgesproken|spreken af|spraken af|hebben afgesproken|agreed)(?: is| wordt| werd)?(?:,? dat| that|:)\s+"
)
LEAD = re.compile(
    r"(?i)^(?:(?:[VAQ]|vraag|antwoord|reactie|answer)\s?:|tot slot|daarnaast|verder|ook|hierna|daarna|vervolgens|hierop|daarom|en|bovendien|ten slotte|tenslotte|also|finally|then)[ ,]*(?=\s)\s+"
)
_DONE_BY = (
    r"(?:uitgezocht|opgepakt|geregeld|nagevraagd|gemaakt|uitgewerkt|georganiseerd|gestuurd|verstuurd|benaderd|gebeld|geschreven|onderzocht"
    r"|besproken|gevraagd|opgesteld|ingediend|aangevraagd|gedaan|verspreid|uitgenodigd|geplaatst|voorbereid|opgevolgd|nagegaan)"
)
_BY = rf"(?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?:, | en )(?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,3}}"
PASSIVE = re.compile(
    rf"^Door ({_BY}) (?i:wordt|worden) .{{3,120}}"
    rf"|(?i:\b(?:wordt|worden)\b.{{0,120}}?\bdoor )({_BY})(?i:\b.{{0,40}}?\b{_DONE_BY})"
    rf"|(?i:\b(?:wordt|worden)\b.{{0,120}}?\b{_DONE_BY} door )({_BY})"
)
END_NAME = re.compile(
    rf"(?:\s*[(\[](?:(?:actie|door|action|AP|wie)[: ]+)?(?P<paren>[^()\[\]]{{2,80}})[)\]]|\s(?:[-–—→]|=>|->|//)\s*(?:actie:? ?)?(?P<dash>(?:[Dd]e )?(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?:, | en | and |/| & |\+)(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,5}}))\s*[.;]?$"
)
BEGIN_NAME = re.compile(
    rf"^(?:\*\*)?(?P<name>(?:[Dd]e |[Hh]et |The )?(?:{ROLE}(?: (?:van (?:de |het )?)?{FULL_NAME})?|{FULL_NAME}|{INITIALS}|gemeente|Gemeente|Allen|Iedereen|allen|All)(?:(?:, | en | and |/| & |\+| met )(?:[Dd]e |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS}|gemeente)){{0,5}})(?:\*\*)?\s*(?:\([^()]{{2,40}}\)\s*)?(?::|\s(?:[-–—→]|->|-->|=>))(?:\*\*)?\s+(?=\S)"
)
KEYED = re.compile(
    r"(?i)(?:^|[;,.(\s])(?:wie|door wie|door|actiehouder|verantwoordelijk\w*|trekker|eigenaar|who|owner|responsible)\s*:\s*([^;,.()\n]{2,60})"
)
# "Ik bel met het waterschap", "die lijst stuur ik mee": the writer himself.
MYSELF = re.compile(
    r"(?i)^(?:ik|dan|ondertussen|zelf)\b.{0,20}?\b(?:bel|mail|stuur|regel|zoek|zorg|neem contact|neem dit|maak|schrijf|koppel|nodig|pak|ga (?:dit|dat|het|de|een|er|met|bij)|zal|vraag (?:dit|dat|het|na|op|aan))\b(?! .{0,30}\b(?:me|mezelf|mij|mee|bij|hierbij|bijgaand)\b)"
    r"|\b(?:bel|mail|stuur|regel|zoek|maak|schrijf|koppel|pak|zal) ik\b(?! (?:mee|bij)\b)|^I(?: will|'ll| am going to)\b"
)
PRONOUN = re.compile(r"(?i)^(?:hij|zij|ze|he|she|they)$")
# What was promised at an earlier time was not promised now.
EARLIER = re.compile(
    r"(?i)\b(?:toen|destijds|eerder|vorig(?:e)?|afgelopen|al eens|indertijd|in (?:19|20)\d\d|previously|earlier|last (?:year|time|month))\b"
)
# A verb that is followed by what somebody says: 'deelt mee dat', 'vult aan dat'.
SAYS_THAT = re.compile(r"(?i)\s*(?:[\w’'-]+\s+){0,3}(?:dat|that)\b")
# 'Actie EP', 'actie: Bram', at the end of what is to be done or alone on a line.
END_MARK = re.compile(
    rf"(?:^|[.;:!?)–—-]\s+|\s(?:→|=>|->)\s*|\s)(?:opnieuw |nieuwe )?(?:[Aa][ck]tie(?:punt)?|ACTIE|AP|[Aa]ction)(?: (?:is )?(?:voor|door|ligt bij|by))?\s*:?\s+(?P<who>(?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS}|allen|Allen|all)(?:(?:, ?| en | and | ?/ ?| & | ?\+ ?)(?:de )?(?:{ROLE}|{FULL_NAME}|{INITIALS}))*)\s*[.)]?$"
)
CLAUSE = re.compile(
    r"\b(?:of|dat|die|wie|hoe|wat|waar|wanneer|omdat|zodat|terwijl|whether|that|who|how|because|where)\b"
)
# "Ruud zal gevraagd worden": done to him, by nobody knows whom.
DONE_TO = re.compile(
    r"(?i)\b(?:zal|zullen|gaat|gaan)\b.{0,120}\b(?:ge\w+ worden|worden (?:ge|be|ver|her|ont|aan|op|uit|in|af)\w+|word)\b|\bwill be \w+(?:ed|en|t)\b"
)
# What happens to somebody, with a day beside it: no deed.
HAPPENS = re.compile(
    r"(?i)\b(?:word(?:t|en)|gaa[tn]|kom(?:t|en)|ligt|staat|staan|zit|zitten|start(?:en)?|begint|beginnen|stop(?:t|pen)|verhuis(?:t|en)|vertrek(?:t|ken)|viert|vieren|bestaat|blijft|loopt|is|zijn|heeft|hebben|opent|sluit"
    r"|ziet|verwacht|verwachten|krijgt|krijgen|ontvangt|duurt|eindigt|verdwijnt|gebeurt|bouwt|bouwen|mist|afwezig|vakantie|moves|starts|begins|ends|leaves|expects|is|has|are)\b"
)
# Verbs that tell what somebody says, and not what he will do.
REPORTS = re.compile(
    r"(?i)\b(?:legt|leggen)\b.{0,30}\buit\b|\bvra(?:agt|gen)\b.{0,20}\b(?:of|waarom|hoe|wie|wat|wanneer|zich|aandacht|naar)\b|\bvraagt$|\bvraagt\s*$|\b(?:meldt|schrijft|denkt|deelt|stelt|informeert)\s*$"
    r"|\bstelt (?:vast|zich|vragen)|\bdoet (?:verslag|mee|het)|\bdeelt mee|\bbrengt verslag|\bleest voor|\bspreekt (?:over|uit|zich)|\bzet (?:vraagtekens|uiteen)|\bkijkt (?:tevreden )?(?:terug|uit)|\bwerkt (?:als|bij|aan|in|met|nu|goed|niet)"
    r"|\bmerkt op|\bgeeft aan|\bbrengt in|\bmaakt (?:zich|deel|bezwaar|duidelijk)|\bdoet dienst|\bheeft\b|\bzoekt (?:een|naar|nog|vrijwilligers)|\bhaalt aan|\bbedankt|\bopent|\bsluit (?:de|het|af met|zich)|\bleidt|\bwijst op|\bbenadrukt|\bvertelt|\bvindt"
    r"|\bvult\b.{0,20}\baan\b|\blicht\b.{0,30}\btoe\b|\bmeldt? zich|\bmelden zich|\blaat weten$|\blaat weten\b(?! (?:of|wanneer|hoe|wat|wie|waar))|\bgeeft? (?:een )?(?:toelichting|uitleg|voorkeur|complimenten)|\bverwijst|\broept\b.{0,30}\bop\b"
    r"|\bstel(?:t|len)\b.{0,40}\bvoor(?: (?:om|dat|te|als)\b|[.,])|\bvraagt (?:om|hoeveel|welke|waar)\b(?!.{0,60}\b(?:bij|aan) (?:de |het )?(?:gemeente|corporatie|politie|[A-Z]))"
)

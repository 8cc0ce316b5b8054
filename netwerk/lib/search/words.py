"""Words of Dutch text as search sees them: folded, as lemma, and as the parts of a compound."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

# A word: letters and digits, with an apostrophe inside ("auto's").
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 60

# Words that say nothing about what is looked for, Dutch and English.
_SAY_NOTHING = """
aan al alle als ben bij dan dat de deze die dit door een en er ga gaan gaat heb hebben heeft het hier hij hoe
hun ik in is je jij jou jouw kan kun kunnen kunt maar me meer men met mij mijn moet moeten na naar niet nog nu
of om onder ons onze ook op over te ten ter tot u uit uw van voor vraag waar wanneer waarom waarvoor was wat we
wel welk welke werd wie wij wil willen word worden wordt zal ze zich zij zijn zo zou iets iemand graag gratis
mag moet wilt hoeveel volgende komende per want omdat sinds dus haar hem zeer erg heel
a about an and are at be can do does for from how i is it my of on or our the their there to want
was we what when where which who with you your
"""
STOP_WORDS = frozenset(_SAY_NOTHING.split())
# What stands before a verb or noun without being a part of a compound. It can be split off ("meedoen", "overleg"),
_SPLIT_OFF = "aan achter af bij door in mee na om onder op over te tegen toe uit voor weer"
# or it cannot: "verhaal" has nothing to do with "haal".
_NOT_SPLIT_OFF = "be er ge her on ont ver"
PARTICLES = frozenset(_SPLIT_OFF.split())
PREFIXES = frozenset(_NOT_SPLIT_OFF.split())
# How common a part must be (Zipf scale of wordfreq: 3 is once in a million words).
COMMON = 3.0
SHORTEST_PART = 3
SHORTEST_COMPOUND = 7


def most_errors(text: str) -> int:
    """How many letters of it may be wrong, in excess or missing before it is something else."""
    return min(2, len(text) // 5)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and what it is found by."""

    start: int
    end: int
    folded: str


def fold(text: str) -> str:
    """`text` in lower case and without accents: 'Café' is 'cafe'. Of the same length only for most letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> Iterator[Word]:
    """Every word of `text`, in order, with its place in it."""
    for found in WORD.finditer(text):
        yield Word(found.start(), found.end(), fold(found.group())[:LONGEST])


@cache
def _frequencies(language: str = "nl") -> dict[str, float]:
    """How often words occur, by their folded form; what occurs less than once in a million is not in it."""
    from wordfreq import get_frequency_dict

    return {fold(word): frequency for word, frequency in sorted(get_frequency_dict(language, "small").items())}


def zipf(word: str) -> float:
    """How common `word` is in Dutch, 0 to 8: ten to this power times in a thousand million words."""
    from wordfreq import freq_to_zipf

    frequency = _frequencies().get(word)
    return float(freq_to_zipf(frequency)) if frequency else 0.0


def is_english(word: str) -> bool:
    """Whether a folded word is a common one in English."""
    return word in _frequencies("en")


def english_lemma(word: str) -> str:
    """'bike' for 'bikes'."""
    import simplemma

    return fold(simplemma.lemmatize(word, lang="en"))


def _lemma(word: str) -> str:
    """As simplemma has it, folded; it writes some compounds as 'gemeente_raad'."""
    import simplemma

    return fold(simplemma.lemmatize(word, lang="nl"))


def read_dictionaries() -> None:
    """Read what the functions below need, which takes half a second, before somebody waits for it."""
    parts_of("buurtbudgetten")
    is_english(english_lemma("gardens"))


@lru_cache(maxsize=200_000)
def forms_of(word: str) -> tuple[str, ...]:
    """A folded word and the forms under which a dictionary has it: 'kookt' is also 'koken', 'tuinen' also 'tuin'.

    Of a compound that no dictionary has, the last part is brought to its lemma: 'buurtbudgetten', 'buurtbudget'.
    """
    word = word.removesuffix("'s")
    if not word.isalpha():
        return (word,)
    lemma = _lemma(word).replace("_", "")
    if lemma == word and not _frequencies().get(word) and (split := _split(word, SHORTEST_PART)):
        lemma = split[0] + _lemma(split[1]).replace("_", "")
    return (word,) if lemma == word else (word, lemma)


@lru_cache(maxsize=200_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a compound in all their forms: 'buurtbudget' gives 'buurt' and 'budget'; empty when it is none."""
    parts: dict[str, None] = {}
    for split in (_split(word, SHORTEST_PART), _lemma(word).split("_")):
        if split and len(split) == 2:
            telling = (part for part in split if part not in STOP_WORDS)
            parts |= dict.fromkeys(form for part in telling for form in _forms_of_part(part))
    return tuple(parts)


@lru_cache(maxsize=200_000)
def lexemes_of(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a folded word is indexed under: its forms, and the parts of those; both empty for a word without meaning."""
    if word in STOP_WORDS:
        return frozenset(), frozenset()
    forms = forms_of(word)
    return frozenset(forms), frozenset(part for form in forms for part in parts_of(form)) - STOP_WORDS


def split_of(word: str) -> tuple[str, ...]:
    """The two halves of a compound as they are written; empty when it is none."""
    return _split(word, SHORTEST_PART) or ()


def without_particle(word: str) -> tuple[str, ...]:
    """The forms of a verb without what can be split off: 'fietsen', 'fiets' of 'meefietsen'; empty for other words."""
    for particle in sorted(PARTICLES, key=len, reverse=True):
        rest = word.removeprefix(particle)
        if rest != word and len(rest) > SHORTEST_PART and zipf(rest) >= COMMON:
            return forms_of(rest)
    return ()


def _forms_of_part(part: str) -> list[str]:
    """The forms of a part, of its own parts, and of what is left without the s between two parts: 'verkeers'."""
    forms = [*forms_of(part)]
    if part.endswith("s") and len(part) > SHORTEST_PART:
        forms += [form for form in forms_of(part[:-1]) if zipf(form) >= COMMON]
    smaller = _split(part, SHORTEST_PART + 1)
    return forms + [form for each in smaller or () for form in forms_of(each)]


@lru_cache(maxsize=200_000)
def _split(word: str, shortest: int) -> tuple[str, str] | None:
    """The best place to cut a compound in two, both parts as they are written; None when nothing fits."""
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return None
    # 'tomaten' is the plural of 'tomaat', and not 'tom' and 'aten'.
    lemma = _lemma(word)
    if "_" not in lemma and lemma in _frequencies():
        word = lemma
    whole = zipf(word)
    best: tuple[float, str, str] | None = None
    for cut in range(shortest, len(word) - shortest + 1):
        left, right = word[:cut], word[cut:]
        if left in PARTICLES or left in PREFIXES or right in STOP_WORDS:
            continue
        first = max(_commonness(left), _commonness(left.removesuffix("s")) - 0.2)
        last = _commonness(right)
        if min(first, last) >= COMMON and last >= whole and (best is None or min(first, last) > best[0]):
            best = (min(first, last), left, right)
    return best[1:] if best else None


def _commonness(part: str) -> float:
    """How common a part of a compound is, in any form; short ones have to be more common than long ones."""
    if len(part) < SHORTEST_PART:
        return 0.0
    least = max(zipf(part), zipf(_lemma(part)) - 0.3)
    return least - (1.0 if len(part) == SHORTEST_PART else 0.0)

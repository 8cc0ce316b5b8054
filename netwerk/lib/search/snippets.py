"""What of a text is shown in a list of results: the part where the words are, with the words marked."""

from collections.abc import Collection, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from netwerk.lib.search.query import Query
from netwerk.lib.search.words import Word, forms_of, parts_of, words_of

LENGTH = 220
# Further than this nobody looks for the best part.
MOST_READ = 12_000


class Marker:
    """Marks the words of one query."""

    def __init__(self, query: Query) -> None:
        self.lexemes = frozenset().union(*(term.lexemes for term in query.terms))
        self.beginnings = tuple(term.beginning for term in query.terms if term.beginning)

    def marked(self, text: str) -> SafeString:
        """The whole of `text` (plain), escaped, with the words in <mark>."""
        return _marked(text, self._found(text))

    def snippet(self, text: str) -> SafeString:
        """Some 220 characters of `text` (plain) where most of the words are, escaped, with the words in <mark>."""
        text = text[:MOST_READ]
        found = list(self._found(text))
        start = self._best_start(found)
        if start > 0:
            start = text.find(" ", max(0, start - 50)) + 1
        end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
        end = end if end > start else start + LENGTH
        inside = [Word(w.start - start, w.end - start, w.folded) for w in found if start <= w.start and w.end <= end]
        before, after = ("… " if start else ""), (" …" if end < len(text) else "")
        return mark_safe(f"{before}{_marked(text[start:end], inside)}{after}")  # escaped in _marked

    def _found(self, text: str) -> Iterator[Word]:
        for word in words_of(text):
            forms = set(forms_of(word.folded))
            forms |= {part for form in tuple(forms) for part in parts_of(form)}
            if forms & self.lexemes or (self.beginnings and word.folded.startswith(self.beginnings)):
                yield word

    @staticmethod
    def _best_start(found: Collection[Word]) -> int:
        """Where the most different words follow within the length of a snippet; 0 without any."""
        best, start = 0, 0
        for word in found:
            near = {other.folded for other in found if 0 <= other.start - word.start < LENGTH - 60}
            if len(near) > best:
                best, start = len(near), word.start
        return start if start > LENGTH - 60 else 0


def _marked(text: str, words: Collection[Word] | Iterator[Word]) -> SafeString:
    parts, last = [], 0
    for word in words:
        parts += [escape(text[last : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        last = word.end
    return mark_safe("".join([*parts, escape(text[last:])]))  # every piece is escaped above

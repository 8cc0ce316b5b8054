"""The text of an uploaded report: .docx, .txt or .md."""

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import PurePath

import mammoth

MAX_BYTES = 5 * 1024 * 1024
# What a .docx may grow to when it is unpacked; a text of 5 MB grows less.
MAX_UNPACKED = 60 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0"


def _(words: str) -> str:
    """Marks words for translation; whoever shows them translates them."""
    return words


PROBLEMS = {
    "large": _("Dit bestand is te groot. Hoogstens 5 MB, of plak de tekst."),
    "kind": _("Dit soort bestand kunnen we niet lezen. Kies .docx, .txt of .md, of plak de tekst."),
    "empty": _("In dit bestand staat geen tekst."),
    "no_text": _("Dit is geen tekstbestand. Kies .docx, .txt of .md, of plak de tekst."),
    "letters": _("We kunnen de letters in dit bestand niet lezen. Bewaar het als UTF-8, of plak de tekst."),
    "locked": _("Er zit een wachtwoord op dit bestand, of het is oud. Bewaar het als .docx zonder wachtwoord."),
    "unpacked": _("Dit Word-bestand is uitgepakt te groot. Plak de tekst."),
    "no_word": _("Dit is geen Word-bestand. Kies .docx, .txt of .md, of plak de tekst."),
    "untrusted": _("Dit Word-bestand is niet te vertrouwen. Plak de tekst."),
    "broken": _("Dit Word-bestand is stuk. Open het in Word en bewaar het opnieuw, of plak de tekst."),
}


class UnreadableError(ValueError):
    """A file that cannot be read. Its text is one of PROBLEMS, in plain Dutch."""

    def __init__(self, code: str):
        super().__init__(PROBLEMS[code])


def text_of(name: str, content: bytes) -> str:
    """The text of the file `name` with `content`. Raises UnreadableError for anything but a whole .docx, .txt or .md."""
    if len(content) > MAX_BYTES:
        raise UnreadableError("large")
    kind = PurePath(name).suffix.lower()
    if kind not in (".docx", ".txt", ".md"):
        raise UnreadableError("kind")
    text = _docx(content) if kind == ".docx" else _plain(content)
    if not text.strip():
        raise UnreadableError("empty")
    return text


def _plain(content: bytes) -> str:
    if (
        content[:4] == OLE
        or content[:2] == b"PK"
        or (b"\x00" in content and content[:2] not in (b"\xff\xfe", b"\xfe\xff"))
    ):
        raise UnreadableError("no_text")
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise UnreadableError("letters")


def _docx(content: bytes) -> str:
    if content[:4] == OLE:
        # An encrypted .docx is wrapped in the container of old Word files.
        raise UnreadableError("locked")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > MAX_UNPACKED or len(infos) > 5000:
                raise UnreadableError("unpacked")
            if "word/document.xml" not in archive.namelist():
                raise UnreadableError("no_word")
            if b"<!DOCTYPE" in archive.read("word/document.xml")[:4096]:
                raise UnreadableError("untrusted")
        html = mammoth.convert_to_html(
            io.BytesIO(content), convert_image=mammoth.images.img_element(lambda image: {})
        ).value
    except UnreadableError:
        raise
    except Exception as error:  # a broken file fails in many ways, deep in the libraries
        raise UnreadableError("broken") from error
    reader = _Text()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Text(HTMLParser):
    """Turns the HTML of a document into lines: a heading with #, an item with -, a row of a table with bars."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.lists: list[tuple[str, int]] = []
        self.cells: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._end()
            self.lines.append("")
            self.line = "#" * int(tag[1]) + " "
        elif tag in ("ul", "ol"):
            self._end()
            self.lists.append((tag, 0))
        elif tag == "li":
            self._end()
            kind, number = self.lists[-1] if self.lists else ("ul", 0)
            if self.lists:
                self.lists[-1] = (kind, number + 1)
            self.line = "  " * (len(self.lists) - 1) + (f"{number + 1}. " if kind == "ol" else "- ")
        elif tag == "tr":
            self._end()
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.line = ""
        elif tag == "br":
            self.line += " " if self.cells is not None else "\n"
        elif tag == "p" and self.cells is None and not self.lists:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cells is not None:
            self.cells.append(" ".join(self.line.replace("|", "/").split()))
            self.line = ""
        elif tag == "tr" and self.cells is not None:
            self.lines.append("| " + " | ".join(self.cells) + " |")
            self.cells = None
        elif tag in ("ul", "ol"):
            self._end()
            if self.lists:
                self.lists.pop()
        elif tag == "p":
            if self.cells is not None:
                self.line += " "
            elif not self.lists:
                self._end()
                self.lines.append("")
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "li", "table"):
            self._end()

    def handle_data(self, data: str) -> None:
        self.line += data

    def _end(self) -> None:
        if self.line.strip():
            self.lines.append(self.line.rstrip())
        self.line = ""

    def text(self) -> str:
        self._end()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip() + "\n"

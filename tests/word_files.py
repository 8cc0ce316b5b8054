"""The smallest Word files that Word itself would open, for tests."""

from io import BytesIO
from zipfile import ZipFile

SCHEMAS = b"http://schemas.openxmlformats.org"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = (
    b'<Types xmlns="%s/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="%s"/></Types>'
    % (
        SCHEMAS,
        MAIN,
    )
)
RELATIONS = (
    b'<Relationships xmlns="%s/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" Type="%s'
    b'/officeDocument/2006/relationships/officeDocument"/></Relationships>'
) % (SCHEMAS, SCHEMAS)
W = b'<w:document xmlns:w="%s/wordprocessingml/2006/main"><w:body>%%s</w:body></w:document>' % SCHEMAS


def docx(document: bytes, name: str = "word/document.xml") -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(name, document)
    return buffer.getvalue()


def paragraph(text: str) -> bytes:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()


def cell(text: str) -> bytes:
    return b"<w:tc>" + paragraph(text) + b"</w:tc>"

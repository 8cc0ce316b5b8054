"""Uploaded pictures: what is kept, and what is refused."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from netwerk.lib import pictures
from netwerk.lib.pictures import read_picture
from tests.factories import make_organisation, make_upload


def encoded(picture: Image.Image, format: str, **options: object) -> BytesIO:
    out = BytesIO()
    picture.save(out, format, **options)
    return out


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_the_three_formats_are_read(format: str) -> None:
    assert read_picture(encoded(Image.new("RGB", (30, 20), "red"), format)).size == (30, 20)


@pytest.mark.parametrize("format", ["GIF", "BMP", "TIFF", "ICO"])
def test_other_formats_are_refused(format: str) -> None:
    with pytest.raises(ValidationError, match="geen foto die we kunnen lezen"):
        read_picture(encoded(Image.new("RGB", (32, 32)), format))


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff", b"x" * 99]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="geen foto die we kunnen lezen"):
        read_picture(BytesIO(content))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_breaks_off_is_refused(format: str) -> None:
    whole = encoded(Image.effect_noise((400, 300), 80).convert("RGB"), format).getvalue()
    with pytest.raises(ValidationError):
        read_picture(BytesIO(whole[: len(whole) // 2]))


def test_too_many_bytes_or_pixels_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = encoded(Image.new("RGB", (100, 100)), "PNG")
    with pytest.raises(ValidationError, match="te groot"):
        read_picture(picture, size=pictures.MAX_BYTES + 1)
    huge = encoded(Image.new("1", (9000, 9000)), "PNG")
    with pytest.raises(ValidationError, match="te veel beeldpunten"):
        read_picture(huge)


def test_it_is_turned_upright_and_laid_on_white() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert read_picture(encoded(Image.new("RGB", (30, 20)), "JPEG", exif=exif)).size == (20, 30)
    clear = read_picture(encoded(Image.new("RGBA", (2, 2), (0, 0, 0, 0)), "PNG"))
    assert (clear.mode, clear.getpixel((0, 0))) == ("RGB", (255, 255, 255))


@pytest.mark.django_db
def test_what_is_kept_has_three_widths_two_forms_and_no_place_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Een telefoon"
    exif.get_ifd(0x8825)[1] = "N"
    upload = SimpleUploadedFile(
        "geheim.jpg", encoded(Image.new("RGB", (2000, 1000), "green"), "JPEG", exif=exif).getvalue(), "image/jpeg"
    )
    organisation = make_organisation(photo=upload, photo_alt="Groen")
    organisation.refresh_from_db()
    assert (organisation.photo_width, organisation.photo_height) == (1600, 800)
    files = sorted(Path(settings.MEDIA_ROOT, "organisations").glob(f"{Path(organisation.photo.name).stem}*"))
    assert len(files) == 6
    assert "geheim" not in organisation.photo.name
    for file in files:
        with Image.open(file) as kept:
            assert not kept.getexif()
            assert kept.width in (480, 960, 1600)
    assert [part.split()[1] for part in organisation.photo.srcset.split(", ")] == ["480w", "960w", "1600w"]
    assert organisation.photo.srcset_webp.count(".webp") == 3


@pytest.mark.django_db
def test_a_small_picture_is_not_made_larger() -> None:
    organisation = make_organisation(photo=make_upload(size=(300, 200)), photo_alt="Groen")
    assert organisation.photo.srcset.endswith(" 300w")
    assert organisation.photo.srcset.count("w,") == 0

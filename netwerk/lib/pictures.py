"""Uploaded pictures: decoded fully, turned upright, stripped of metadata and kept in three widths as WebP and JPEG."""

from io import BytesIO
from pathlib import PurePosixPath
from secrets import token_hex
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

WIDTHS = (480, 960, 1600)
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


def read_picture(file: IO[bytes], *, size: int | None = None) -> Image.Image:
    """Decode `file` (JPEG, PNG or WebP) fully and return it upright, in RGB, without metadata.

    `size` is the length in bytes when known. Raises ValidationError in plain words for anything else:
    too large, too many pixels, another format, or a file that breaks off.
    """
    if size is not None and size > MAX_BYTES:
        raise ValidationError(_("Deze foto is te groot. Kies een foto van hoogstens 10 MB."), code="too_large")
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise ValidationError(
                    _("Deze foto heeft te veel beeldpunten. Maak hem eerst kleiner."), code="too_many_pixels"
                )
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            if upright.mode in ("RGBA", "LA", "P"):
                layered = upright.convert("RGBA")
                paper = Image.new("RGBA", layered.size, "white")
                paper.alpha_composite(layered)
                upright = paper
            clean = upright.convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("Dit bestand is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP."), code="unreadable"
        ) from error
    clean.info.clear()
    return clean


def _encoded(picture: Image.Image, width: int, format: str) -> ContentFile:
    resized = picture.copy()
    resized.thumbnail((width, picture.height))
    out = BytesIO()
    resized.save(out, format, quality=80, **({"method": 4} if format == "WEBP" else {"progressive": True}))
    return ContentFile(out.getvalue())


class PictureFormField(forms.ImageField):
    """An upload that must be a picture `read_picture` can read."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        read_picture(data, size=getattr(data, "size", None))
        data.seek(0)
        return super().to_python(data)


class PictureFieldFile(ImageFieldFile):
    """A stored picture: the name is that of the widest JPEG, its renditions stand beside it."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        picture = read_picture(content, size=getattr(content, "size", None))
        folder = PurePosixPath(self.field.generate_filename(self.instance, name)).parent
        stem = f"{folder}/{token_hex(8)}"
        for width in WIDTHS:
            if width == WIDTHS[-1] or width < picture.width:
                suffix = "" if width == WIDTHS[-1] else f"-{width}"
                self.storage.save(f"{stem}{suffix}.webp", _encoded(picture, width, "WEBP"))
                self.storage.save(f"{stem}{suffix}.jpg", _encoded(picture, width, "JPEG"))
        self.name = f"{stem}.jpg"
        setattr(self.instance, self.field.attname, self.name)
        # Django took the size from the fields themselves when the upload was assigned; this is the true one.
        picture.thumbnail((WIDTHS[-1], picture.height))
        setattr(self.instance, self.field.width_field, picture.width)  # type: ignore[attr-defined]
        setattr(self.instance, self.field.height_field, picture.height)  # type: ignore[attr-defined]
        self._committed = True
        if save:
            self.instance.save()

    def _srcset(self, extension: str) -> str:
        stem = self.name.removesuffix(".jpg") if self.name else ""
        renditions = [(width, f"{stem}-{width}{extension}") for width in WIDTHS[:-1] if width < self.width]
        renditions.append((self.width, f"{stem}{extension}"))
        return ", ".join(f"{self.storage.url(name)} {width}w" for width, name in renditions)

    @property
    def srcset_webp(self) -> str:
        """The `srcset` of the WebP renditions. Reads the stored width, not the file."""
        return self._srcset(".webp")

    @property
    def srcset(self) -> str:
        """The `srcset` of the JPEG renditions. Reads the stored width, not the file."""
        return self._srcset(".jpg")

    @property
    def width(self) -> int:
        """Width in pixels of the widest rendition, as stored with the row."""
        return getattr(self.instance, self.field.width_field) or 0  # type: ignore[attr-defined]

    @property
    def height(self) -> int:
        """Height in pixels of the widest rendition, as stored with the row."""
        return getattr(self.instance, self.field.height_field) or 0  # type: ignore[attr-defined]


class PictureField(models.ImageField):
    """An ImageField that keeps what `read_picture` makes of an upload; needs `width_field` and `height_field`."""

    attr_class = PictureFieldFile

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PictureFormField, **kwargs})

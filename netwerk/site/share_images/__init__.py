"""The pictures that go with a link in a message or on another site, drawn when somebody asks."""

from netwerk.site.share_images.drawing import CITY_PATTERN, EDITION, DateBlock, Pill, ShareImage, draw

__all__ = ["CITY_PATTERN", "EDITION", "DateBlock", "Pill", "ShareImage", "draw"]

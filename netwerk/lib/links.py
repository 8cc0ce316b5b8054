"""Addresses for mail: whole ones, and signed ones that open one thing for whoever holds them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing


def absolute(path: str) -> str:
    """`path` ('/raad/') as a whole address; what is one already stays as it is."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL.rstrip('/')}{path}"


def host() -> str:
    """The name of the host of the site, for identifiers that have to be unique in the world."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def sign(purpose: str, pk: int) -> str:
    """A token that stands for row `pk`, and only for `purpose`. Deleting the row withdraws it."""
    return signing.dumps(pk, salt=f"link:{purpose}")


def read(purpose: str, token: str, *, days: int) -> int | None:
    """The row that `token` stands for; None when it was made for something else, changed, or older than `days`."""
    try:
        return int(signing.loads(token, salt=f"link:{purpose}", max_age=days * 86_400))
    except (signing.BadSignature, ValueError):
        return None

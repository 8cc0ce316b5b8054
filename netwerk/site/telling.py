"""What visitors tell us: a new initiative, a page that is wrong, an agreement that is missing, news."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from initiatives.domain import publish_organisation
from initiatives.models import Area, Organisation, Theme
from netwerk.accounts.models import User
from netwerk.site.models import Suggestion

FORGET_SENDER_AFTER = timedelta(days=90)


def free_slug(name: str) -> str:
    """An address for an organisation called `name` that nobody has yet."""
    stem = slugify(name)[:110] or "initiatief"
    # The page to propose one stands at this address.
    taken = {"aanmelden"} | set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if slug not in taken)


@transaction.atomic
def propose_initiative(
    *,
    name: str,
    sentence: str,
    area: Area | None,
    themes: Iterable[Theme],
    meets: str,
    contact: str,
) -> Suggestion:
    """Keep a proposed initiative as a pending organisation, which nobody sees until a coordinator publishes it."""
    organisation = Organisation(
        name=name,
        sentence=sentence,
        main_area=area,
        whole_city=area is None,
        opening_times=meets,
    )
    for _attempt in range(3):
        organisation.slug = free_slug(name)
        organisation.full_clean()
        try:
            with transaction.atomic():
                organisation.save()
            break
        except IntegrityError:  # somebody else took this address just now
            continue
    organisation.themes.set(themes)
    suggestion = Suggestion(kind=Suggestion.Kind.INITIATIVE, organisation=organisation, sender_contact=contact)
    suggestion.full_clean()
    suggestion.save()
    return suggestion


def tell_us(*, kind: str, text: str, about_path: str, name: str = "", contact: str = "") -> Suggestion:
    """Keep what a visitor says about a page."""
    suggestion = Suggestion(kind=kind, text=text, about_path=about_path, sender_name=name, sender_contact=contact)
    suggestion.full_clean()
    suggestion.save()
    return suggestion


@transaction.atomic
def handle(*, suggestion: Suggestion, by: User, now: datetime, publish: bool = False) -> None:
    """Take a suggestion off the desk; with `publish` the proposed initiative becomes public.

    Raises ValidationError when that initiative lacks what a public page needs.
    """
    if publish and suggestion.organisation:
        publish_organisation(organisation=suggestion.organisation)
    if suggestion.handled_at is None:
        suggestion.handled_at, suggestion.handled_by = now, by
        suggestion.save(update_fields=["handled_at", "handled_by"])


def forget_senders(*, now: datetime) -> int:
    """Empty name and address of who told us something that was handled three months ago; returns how many."""
    old = Suggestion.objects.filter(handled_at__lt=now - FORGET_SENDER_AFTER).exclude(sender_contact="", sender_name="")
    for suggestion in old:
        suggestion.sender_contact = suggestion.sender_name = ""
        suggestion.save(update_fields=["sender_contact", "sender_name"])
    return len(old)

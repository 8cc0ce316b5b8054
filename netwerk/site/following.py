"""Following without an account: asking, confirming, the mail that tells what changed, and stopping."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Upper
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agenda.models import Action, AgendaItem
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting
from netwerk.lib import links
from netwerk.lib.flood import too_many_to
from netwerk.lib.outbox import queue_mail
from netwerk.lib.text import day_in_words
from netwerk.site.changes import Change, Watched, changes_since
from netwerk.site.models import Follow
from netwerk.site.models.follow import SUBJECT_FIELDS

PURPOSE = "follow"
# The link stands in every digest, so it has to work as long as somebody keeps an old one.
LINK_DAYS = 3650
CONFIRM_WITHIN = timedelta(days=7)
MOST_IN_A_MAIL = 25
# What is written now carries the time at which its writing began: tell only what is surely all there.
SETTLED = timedelta(minutes=1)
RELATED = tuple(SUBJECT_FIELDS.values())


@dataclass(frozen=True)
class Subject:
    """Something public that can be followed: its kind, its row (None for the message), its words and its page."""

    kind: str
    row: Any
    name: str
    url: str


def subject_of(kind: str, key: str) -> Subject:
    """What `?wat=<kind>&welk=<key>` names. Raises Http404 for what is not there or not public."""
    key = key.replace("\x00", "")
    if kind == Follow.Kind.MESSAGE:
        return Subject(kind, None, str(_("onze boodschap")), reverse("message"))
    rows: dict[str, tuple[Any, str]] = {
        "district": (Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts(), "slug"),
        "theme": (Theme.objects.all(), "slug"),
        "initiative": (Organisation.objects.active(), "slug"),
        "agenda_item": (AgendaItem.objects.public(), "slug"),
        "action": (Action.objects.public(), "reference"),
        "meeting": (Meeting.objects.public(), "pk"),
    }
    queryset, field = rows.get(kind, (Area.objects.none(), "slug"))
    if field == "pk" and not (key.isdecimal() and len(key) < 12):
        queryset, field = queryset.none(), "slug"
    row = get_object_or_404(queryset, **{field: key})
    return Subject(kind, row, _name_of(kind, row), _url_of(kind, row))


def _name_of(kind: str, row: Any) -> str:
    return str(row.title) if kind in ("agenda_item", "action", "meeting") else str(row)


def _url_of(kind: str, row: Any) -> str:
    return reverse("theme", args=[row.slug]) if kind == "theme" else row.get_absolute_url()


def follow_url(kind: str, key: object = "") -> str:
    """The address of the page where one starts to follow."""
    query = QueryDict(mutable=True)
    query["wat"] = kind
    if key:
        query["welk"] = str(key)
    return f"{reverse('follow')}?{query.urlencode()}"


def link_of(follow: Follow, answer: str = "") -> str:
    """The whole address where somebody confirms or stops, in the language of the mail."""
    with translation.override(follow.language):
        path = reverse("follow_link", args=[links.sign(PURPOSE, follow.pk)])
    return links.absolute(f"{path}?antwoord={answer}" if answer else path)


@transaction.atomic
def start_following(*, subject: Subject, email: str, rhythm: str, language: str, now: datetime) -> Follow | None:
    """Ask an address whether it wants to follow; it counts only after the button in that mail.

    Somebody who follows already gets the mail again, with the new rhythm. None when the address got too much today.
    """
    if too_many_to(email):
        return None
    field = SUBJECT_FIELDS.get(subject.kind)
    about = {field: subject.row} if field else {}
    known = Follow.objects.filter(email__iexact=email, kind=subject.kind, **about).first()
    follow = known or Follow(email=email, kind=subject.kind, told_until=now, **about)
    follow.rhythm, follow.language = rhythm, language
    follow.full_clean()
    follow.save()
    with translation.override(language):
        context = {"name": subject.name, "yes_url": link_of(follow, "ja"), "rhythm": follow.get_rhythm_display()}
    queue_mail(to=email, template="follow_confirm", context=context, language=language, now=now)
    return follow


def confirm(*, follow: Follow, now: datetime) -> None:
    """Count the follower from now on: what became public before is not told."""
    if follow.confirmed_at is None:
        follow.confirmed_at = follow.told_until = now
        follow.save(update_fields=["confirmed_at", "told_until"])


def stop(*, follow: Follow) -> None:
    """Forget the address, for this subject. Nothing of it stays."""
    follow.delete()


def stop_all(*, follow: Follow) -> None:
    """Forget this address altogether."""
    Follow.objects.filter(email__iexact=follow.email).delete()


def name_of(follow: Follow) -> str:
    """What `follow` is about, in words. NB: reads follow.subject."""
    return _name_of(follow.kind, follow.subject) if follow.subject else str(_("onze boodschap"))


def url_of(follow: Follow) -> str:
    """The page of what `follow` is about. NB: reads follow.subject."""
    return _url_of(follow.kind, follow.subject) if follow.subject else reverse("message")


def watched_by(follow: Follow) -> Watched:
    """What `follow` looks at, as `changes_since` asks for it."""
    return Watched(
        district=follow.area,
        theme=follow.theme,
        initiative=follow.organisation,
        agenda_item=follow.agenda_item,
        action=follow.action,
        meeting=follow.meeting,
        message=follow.kind == Follow.Kind.MESSAGE,
    )


def send_digests(*, now: datetime) -> int:
    """Queue one mail for each address whose pause is over and for which something changed; returns how many.

    An address that follows several things gets one mail. What counts is "due and not told yet": a run that comes late
    or twice tells everything once.
    """
    due = Q()
    for rhythm, pause in Follow.PAUSES.items():
        due |= Q(rhythm=rhythm) & (Q(mailed_at=None) | Q(mailed_at__lte=now - pause))
    addresses = Follow.objects.filter(due, confirmed_at__isnull=False).order_by().values_list(Upper("email")).distinct()
    return sum(_send_digest(address, now) for (address,) in list(addresses))


@transaction.atomic
def _send_digest(address: str, now: datetime) -> int:
    rows = Follow.objects.select_for_update(of=("self",)).filter(email__iexact=address)
    follows = [
        follow
        for follow in rows.filter(confirmed_at__isnull=False).select_related(*RELATED).order_by("pk")
        if follow.mailed_at is None or follow.mailed_at <= now - Follow.PAUSES[Follow.Rhythm(follow.rhythm)]
    ]
    if not follows:
        return 0
    language = follows[-1].language
    until = now - SETTLED
    told: set[tuple[str, datetime, str]] = set()
    groups = []
    with translation.override(language):
        for follow in follows:
            fresh = []
            for change in changes_since(follow.told_until, until=until, watched=watched_by(follow)):
                # One who follows a district and a theme hears of the same news once.
                if (change.url, change.when, change.label) not in told:
                    told.add((change.url, change.when, change.label))
                    fresh.append(change)
            if fresh:
                groups.append((follow, _group(follow, fresh, now)))
    if not groups:
        return 0
    for follow in follows:
        follow.told_until, follow.mailed_at = until, now
        follow.save(update_fields=["told_until", "mailed_at"])
    shown = [group for _follow, group in groups]
    queue_mail(
        to=follows[0].email,
        template="digest",
        context={"groups": shown, "count": sum(len(group["changes"]) for group in shown), "first": shown[0]},
        language=language,
        stop_url=link_of(groups[0][0], "stop" if len(groups) == 1 else "stop-alles"),
        key=f"digest:{follows[0].pk}:{now.isoformat()}",
        now=now,
    )
    return 1


def _group(follow: Follow, changes: list[Change], now: datetime) -> dict[str, Any]:
    """What one follow has to tell: newest first, with days in words and whole addresses."""
    today = timezone.localdate(now)
    return {
        "name": name_of(follow),
        "stop_url": link_of(follow, "stop"),
        "more": max(0, len(changes) - MOST_IN_A_MAIL),
        "changes": [
            {
                "label": change.label,
                "title": change.title,
                "text": change.text.partition("\n")[0],
                "status": change.status_label,
                "day": day_in_words(timezone.localdate(change.when), today=today, weekday=False),
                "url": links.absolute(change.url),
            }
            for change in changes[:MOST_IN_A_MAIL]
        ],
    }


def forget_unconfirmed(*, now: datetime) -> int:
    """Throw away addresses that never confirmed; returns how many."""
    return Follow.objects.filter(confirmed_at=None, created_at__lt=now - CONFIRM_WITHIN).delete()[0]

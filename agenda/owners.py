"""Owners of actions answer from their mail, without an account; and who raised it is asked whether it is solved."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from agenda.domain import report_news
from agenda.models import Action, ActionUpdate, Assessment, MailedLink
from initiatives.models import Organisation
from meetings.models import CITY_TIME
from netwerk.lib import links
from netwerk.lib.models import OutgoingMail
from netwerk.lib.outbox import queue_mail
from netwerk.lib.text import due_in_words, shorten

PURPOSE = "mailed-link"
# A link goes with every letter, so it has to work as long as the slowest agreement; each letter renews it.
LINK_DAYS = 400
# A link to a report leads to the final one for this long.
KEPT_AFTER_REPORT = timedelta(days=14)
# More than these of one action are not asked: then it was everybody's.
MOST_RAISERS = 10


def link_url(link: MailedLink, answer: str = "") -> str:
    """The whole address that opens `link`; with `answer` the page stands ready for that answer."""
    with translation.override("nl"):
        name = "correct_report" if link.purpose == MailedLink.Purpose.CORRECT else "action_link"
        path = reverse(name, args=[links.sign(PURPOSE, link.pk)])
    return links.absolute(f"{path}?antwoord={answer}" if answer else path)


def read_link(token: str, *, today: date) -> MailedLink | None:
    """The link that `token` stands for; None when it is no token of ours, withdrawn, or past its day."""
    pk = links.read(PURPOSE, token, days=LINK_DAYS)
    if pk is None:
        return None
    found = MailedLink.objects.select_related("action__owner", "organisation", "meeting").filter(pk=pk).first()
    return found if found and found.is_open(today) else None


def withdraw_link(*, link: MailedLink, now: datetime) -> None:
    """End a link at once: who holds it reads that it does not work any more."""
    if link.withdrawn_at is None:
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at"])


def address_of(action: Action) -> str:
    """Where the owner of `action` is asked; "" when there is no address. NB: reads self.owner."""
    return action.owner_email or action.owner.public_email


def give_link(
    *, action: Action, purpose: str, organisation: Organisation, email: str, today: date
) -> MailedLink | None:
    """The link of `organisation` at `email` for `action`, made or kept longer; None when it was withdrawn."""
    until = today + timedelta(days=LINK_DAYS)
    link, _is_new = MailedLink.objects.get_or_create(
        action=action, purpose=purpose, organisation=organisation, email=email, defaults={"expires_on": until}
    )
    if link.withdrawn_at:
        return None
    if link.expires_on != until:
        # The token itself holds for as long after it was signed, and each letter signs a new one.
        link.expires_on = until
        link.save(update_fields=["expires_on"])
    return link


def ask_owner(*, action: Action, now: datetime, why: str = "agreed", key: str | None = None) -> OutgoingMail | None:
    """Mail the owner what was agreed, with a button for each answer; None when there is nobody to mail.

    `why`: "agreed" when it became public, "due_soon", "due_passed" or "check" for a reminder.
    """
    email = address_of(action)
    if not email or not action.is_open:
        return None
    today = now.astimezone(CITY_TIME).date()
    link = give_link(
        action=action, purpose=MailedLink.Purpose.NEWS, organisation=action.owner, email=email, today=today
    )
    if link is None:
        return None
    context = {
        "why": why,
        "title": shorten(action.title, 120),
        "reference": action.reference,
        "owner": action.owner_in_words,
        "meeting": action.agreed_at.title,
        "agreed_on": action.agreed_on,
        "due": due_in_words(action.due_on, action.due_precision) if action.due_on else "",
        "done_url": link_url(link, "done"),
        "busy_url": link_url(link, "busy"),
        "stuck_url": link_url(link, "stuck"),
        "action_url": links.absolute(action.get_absolute_url()),
    }
    return queue_mail(to=email, template="action_owner", context=context, now=now, key=key)


@transaction.atomic
def take_news(
    *,
    action: Action,
    on: date,
    text: str,
    now: datetime,
    status: str = "",
    organisation: Organisation | None = None,
    role: str = "",
    next_check_on: date | None = None,
) -> ActionUpdate:
    """News on an action, from a mailed link or from the desk. The same news twice is one.

    `next_check_on` is when it is asked after again; a check that has passed is over with news.
    "done" is the owner's word that it is solved, and asks those who raised it what they think.
    """
    locked = Action.objects.select_for_update(of=("self",)).select_related("owner", "agreed_at").get(pk=action.pk)
    same = locked.updates.filter(on=on, text=text, status=status, organisation=organisation, role=role).first()
    if same:
        return same
    news = report_news(action=locked, on=on, text=text, status=status, organisation=organisation, role=role)
    if next_check_on or (locked.next_check_on and locked.next_check_on <= on):
        locked.next_check_on = next_check_on
        locked.save(update_fields=["next_check_on"])
    if status == Action.Status.DONE:
        if organisation == locked.owner:
            judge(action=locked, side=Assessment.Side.OWNER, judgement="solved", on=on, by=locked.owner, text=text)
        ask_raisers(action=locked, text=text, now=now)
    return news


def judge(*, action: Action, side: str, judgement: str, on: date, by: Organisation, text: str = "") -> Assessment:
    """What one side says of how the action stands; who says it again the same day replaces it."""
    assessment = Assessment.objects.filter(action=action, side=side, on=on).first() or Assessment(
        action=action, side=side, on=on
    )
    assessment.organisation, assessment.judgement, assessment.text = by, judgement, shorten(text, 200)
    assessment.full_clean()
    assessment.save()
    return assessment


def raisers_of(action: Action) -> list[Organisation]:
    """Who raised it: those whose voice or support stands behind its agenda items, else the hosts of the meeting."""
    items = action.agenda_items.all()
    found = Organisation.objects.active().exclude(pk=action.owner_id)
    behind = found.filter(voices__agenda_items__in=items) | found.filter(supported_items__in=items)
    return list(behind.distinct()[:MOST_RAISERS]) or list(
        found.filter(hosted_meetings=action.agreed_at).distinct()[:MOST_RAISERS]
    )


def ask_raisers(*, action: Action, text: str, now: datetime) -> int:
    """Mail those who raised it that it is done, with `text`, and ask whether it is solved; returns how many."""
    today = now.astimezone(CITY_TIME).date()
    asked = 0
    for organisation in raisers_of(action):
        if not organisation.public_email:
            continue
        link = give_link(
            action=action,
            purpose=MailedLink.Purpose.JUDGE,
            organisation=organisation,
            email=organisation.public_email,
            today=today,
        )
        if link is None:
            continue
        context = {
            "title": shorten(action.title, 120),
            "owner": action.owner_in_words,
            "text": text,
            "organisation": organisation.name,
            "solved_url": link_url(link, "solved"),
            "partly_url": link_url(link, "partly"),
            "not_url": link_url(link, "not"),
            "action_url": links.absolute(action.get_absolute_url()),
        }
        queue_mail(to=organisation.public_email, template="action_raiser", context=context, now=now)
        asked += 1
    return asked


def forget_links(*, now: datetime) -> int:
    """Throw away links whose day has passed, and those of reports that are final: their addresses have served.

    Returns how many. A withdrawn link of an action stays, so that its address is not asked again.
    """
    today = now.astimezone(CITY_TIME).date()
    over = Q(expires_on__lt=today, withdrawn_at=None)
    final = Q(meeting__report_state="final", meeting__report_final_on__lt=today - KEPT_AFTER_REPORT)
    return MailedLink.objects.filter(over | final).delete()[0]


def source_of(link: MailedLink) -> tuple[Organisation | None, str]:
    """Organisation and role to write under what came in over `link`."""
    role = link.action.owner_role if link.action and link.purpose == MailedLink.Purpose.NEWS else ""
    return link.organisation, role or _("per mail")

"""What can be done with agenda items, actions and the message, with the rules."""

import calendar
from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agenda.models import Action, ActionUpdate, Endorsement, SharedMessage
from initiatives.models import Organisation
from meetings.models import Meeting

NO_AGREEMENT = "no_agreement"


def end_of_period(day: date, precision: str) -> date:
    """The last day of the month, quarter or season (meteorological: winter ends with February) that `day` lies in.

    For precision "day" it is `day` itself. Raises ValueError for "none": a date that is not known has no end.
    """
    if precision == Action.Precision.DAY:
        return day
    if precision == Action.Precision.MONTH:
        year, month = day.year, day.month
    elif precision == Action.Precision.QUARTER:
        year, month = day.year, (day.month + 2) // 3 * 3
    elif precision == Action.Precision.SEASON:
        month = {0: 2, 1: 5, 2: 8, 3: 11}[day.month % 12 // 3]
        year = day.year + (day.month == 12)
    else:
        raise ValueError(f"no period for precision {precision!r}")
    return date(year, month, calendar.monthrange(year, month)[1])


@transaction.atomic
def agree_action(
    *,
    title: str,
    agreed_at: Meeting,
    owner: Organisation,
    owner_role: str = "",
    details: str = "",
    partners: Iterable[Organisation] = (),
    due_on: date | None = None,
    due_precision: str = Action.Precision.NONE,
    next_check_on: date | None = None,
    owner_email: str = "",
    split_from: Action | None = None,
    published: bool = False,
) -> Action:
    """Record what was agreed at a meeting; the database gives the reference.

    `due_on` may be any day of the period that `due_precision` names. The log opens with the agreement itself.
    """
    action = Action(
        title=title,
        details=details,
        agreed_at=agreed_at,
        agreed_on=agreed_at.starts_on,
        owner=owner,
        owner_role=owner_role,
        due_on=due_on and end_of_period(due_on, due_precision),
        due_precision=due_precision,
        next_check_on=next_check_on,
        owner_email=owner_email,
        split_from=split_from,
        published=published,
    )
    action.full_clean()
    action.save()
    action.partners.set(partners)
    open_log(action=action)
    return action


def open_log(*, action: Action) -> ActionUpdate:
    """Begin the log of a new action with the agreement itself."""
    return report_news(
        action=action,
        on=action.agreed_on,
        text=str(_("Afgesproken: %(meeting)s.") % {"meeting": action.agreed_at.title}),
        role=str(_("Het netwerk")),
    )


@transaction.atomic
def report_news(
    *,
    action: Action,
    on: date,
    text: str,
    status: str = "",
    organisation: Organisation | None = None,
    role: str = "",
) -> ActionUpdate:
    """Add dated news to the log of `action`, told by an organisation or a role; `status` when it changes.

    A trigger sets the action's status from its newest news; `action.status` is read again here.
    """
    update = ActionUpdate(action=action, on=on, text=text, status=status, organisation=organisation, role=role)
    update.full_clean()
    update.save()
    if status:
        action.refresh_from_db(fields=["status", "version"])
        # The trigger changed the row behind the ORM's back: a save puts the new status into the history.
        action.save(update_fields=["status"])
    return update


@transaction.atomic
def split_action(*, action: Action, titles: Sequence[str], on: date, role: str) -> list[Action]:
    """Tell `action` apart into actions with `titles`, which point back to it and share its meeting and owner.

    The original keeps its log and is stopped with news that names its parts.
    """
    if len(titles) < 2:
        raise ValidationError(_("Splits een afspraak in minstens twee delen."))
    parts = []
    for title in titles:
        part = agree_action(
            title=title,
            agreed_at=action.agreed_at,
            owner=action.owner,
            owner_role=action.owner_role,
            partners=action.partners.all(),
            split_from=action,
            published=action.published,
        )
        part.agenda_items.set(action.agenda_items.all())
        parts.append(part)
    names = ", ".join(part.reference for part in parts)
    report_news(
        action=action,
        on=on,
        text=str(_("Verder als losse afspraken: %(references)s.") % {"references": names}),
        status=Action.Status.STOPPED,
        role=role,
    )
    return parts


def derived_status(statuses: Iterable[str]) -> str:
    """How a point of the message stands, from the statuses of its public actions.

    The worst open one wins: stuck, then to do, then busy. "done" only when all are done, "stopped" when nothing
    is open and not all are done, "no_agreement" when there are none.
    """
    found = set(statuses)
    if not found:
        return NO_AGREEMENT
    for status in (Action.Status.STUCK, Action.Status.TO_DO, Action.Status.BUSY):
        if status in found:
            return status.value
    return Action.Status.DONE.value if found == {Action.Status.DONE} else Action.Status.STOPPED.value


def open_for_endorsement(*, message: SharedMessage) -> None:
    """Let organisations stand behind a draft."""
    if message.state != SharedMessage.State.DRAFT:
        raise ValidationError(_("Alleen een concept kan open voor steun."))
    message.state = SharedMessage.State.OPEN
    message.full_clean()
    message.save(update_fields=["state"])


def endorse(*, message: SharedMessage, organisation: Organisation, on: date) -> Endorsement:
    """Let `organisation` stand behind an edition that is open for it."""
    if message.state != SharedMessage.State.OPEN:
        raise ValidationError(_("Deze editie is niet open voor steun."))
    endorsement = Endorsement(message=message, organisation=organisation, on=on)
    endorsement.full_clean()
    endorsement.save()
    return endorsement


@transaction.atomic
def publish_edition(*, message: SharedMessage) -> None:
    """Publish an edition and supersede the one that held until now. From here on it is frozen."""
    if message.is_frozen:
        raise ValidationError(_("Deze editie is al gepubliceerd."))
    if not message.points.exists():
        raise ValidationError(_("Een boodschap heeft minstens één punt."))
    current = SharedMessage.objects.select_for_update().filter(state=SharedMessage.State.PUBLISHED).first()
    if current:
        current.state = SharedMessage.State.SUPERSEDED
        current.save(update_fields=["state"])
        message.supersedes = current
    message.state = SharedMessage.State.PUBLISHED
    message.full_clean()
    message.save(update_fields=["state", "supersedes"])

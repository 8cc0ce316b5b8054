"""Publishing what came out of a meeting: everything at once, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.desk.forms import RowForm
from agenda.desk.known import fold
from agenda.desk.outcomes import Meant, Outcomes, Party, Wanted
from agenda.domain import agree_action, end_of_period, report_news
from agenda.models import Action, AgendaItem, OutcomesDraft, Step
from agenda.owners import ask_owner
from initiatives.models import Organisation
from meetings.domain import correct_report, publish_report, publish_voice
from meetings.models import CITY_TIME, Attendance, AttendingOfficial, Meeting, ReportSection, Voice
from netwerk.accounts.models import User
from netwerk.lib.models import OutgoingMail
from netwerk.lib.text import shorten

LENGTH_OF_MEETING = timedelta(hours=2)


class IncompleteError(ValidationError):
    """Something on the page cannot be published; the page shows what."""


@dataclass
class Published:
    """What publishing made."""

    actions: list[Action] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    letters: list[OutgoingMail] = field(default_factory=list)
    # Owners without an address: somebody has to call them.
    to_call: list[Action] = field(default_factory=list)


@transaction.atomic
def publish_outcomes(
    *, meeting: Meeting, version: int, by: User | None, now: datetime, why: str = ""
) -> Published | None:
    """Make the outcomes of `meeting`, as saved in `version`, public, and write the mail to the owners.

    None when this version is public already: doing it twice changes nothing. Of a report that was final, `why` says
    in public what is put right. Raises IncompleteError, or ValidationError when a row was changed elsewhere meanwhile.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    draft = OutcomesDraft.objects.filter(meeting=locked).first()
    if draft is None or draft.published_version == version:
        return None
    if draft.version != version:
        raise ValidationError(_("Er is intussen iets gewijzigd. Kijk het nog een keer na."), code="version")
    outcomes = Outcomes(draft.data, meeting=locked)
    if not outcomes.is_complete:
        raise IncompleteError(_("Nog niet alles klopt."))
    was_final = locked.has_public_report
    if was_final and not why.strip():
        raise ValidationError(_("Schrijf op wat er is verbeterd. Dat komt onder het verslag te staan."), code="why")
    made = _Writer(locked, outcomes, now).write()
    locked.summary = outcomes.report.cleaned_data["summary"].strip()
    locked.save(update_fields=["summary"])
    if was_final:
        correct_report(meeting=locked, on=now.astimezone(CITY_TIME).date(), text=why.strip())
    else:
        publish_report(meeting=locked, on=now.astimezone(CITY_TIME).date())
    for action in made.actions:
        letter = ask_owner(action=action, now=now)
        if letter:
            made.letters.append(letter)
        else:
            made.to_call.append(action)
    # What was typed is in the tables now; the report that was pasted stays with what nobody decided about.
    draft.data = {name: draft.data[name] for name in ("source_kept", "proposals") if name in draft.data}
    draft.data["source_kept"] = outcomes.data["report"].get("source", "") or draft.data.get("source_kept", "")
    draft.saved_by = by
    # The trigger raises the version by one on this save.
    draft.published_version = version
    draft.save(update_fields=["data", "saved_by", "published_version"])
    return made


class _Writer:
    """Writes the rows of one page. Everything in the transaction of its caller."""

    def __init__(self, meeting: Meeting, outcomes: Outcomes, now: datetime):
        self.meeting, self.outcomes, self.now = meeting, outcomes, now
        self.organisations: dict[str, Organisation] = {}
        self.items: dict[str, AgendaItem] = {}
        self.made = Published()

    def write(self) -> Published:
        for form in self.outcomes.rows("organisations"):
            self._organisation(form.cleaned_data)
        for form in self.outcomes.rows("items"):
            self.items[form.cleaned_data["key"]] = self._item(form)
        self._voices()
        self._sections()
        self._attendance()
        for form in self.outcomes.rows("meetings"):
            self.made.meetings.append(self._follow_up(form.cleaned_data))
        for form in self.outcomes.rows("actions"):
            self._action(form)
        for form in self.outcomes.rows("answers"):
            self._answer(form.cleaned_data)
        for form in self.outcomes.rows("touched"):
            self._touched(form.cleaned_data)
        return self.made

    def _meant(self, form: RowForm) -> Meant:
        return self.outcomes.meant[form.cleaned_data["key"]]

    def _organisation(self, typed: dict[str, Any]) -> None:
        organisation = Organisation(
            name=typed["name"].strip(),
            slug=_free_slug(Organisation.objects.all(), typed["name"], 130),
            kind=typed["kind"],
            sentence=typed["sentence"].strip(),
            whole_city=True,
            status=Organisation.Status.PUBLISHED,
        )
        _save(organisation)
        self.organisations[fold(organisation.name)] = organisation

    def _found(self, party: Party) -> Organisation | None:
        return party.organisation or self.organisations.get(fold(party.new_name))

    def _item(self, form: RowForm) -> AgendaItem:
        """The item that exists, or a new one; brought into this meeting either way."""
        item = self._meant(form).item
        if item is None and form.cleaned_data["id"]:
            item = AgendaItem.objects.filter(pk=form.cleaned_data["id"], meetings=self.meeting).first()
        if item is None:
            item = AgendaItem(
                title=form.cleaned_data["title"].strip(),
                slug=_free_slug(AgendaItem.objects.all(), form.cleaned_data["title"], 150),
                goal=form.cleaned_data["goal"].strip(),
                published=True,
            )
            _save(item)
        elif not item.published:
            item.published = True
            item.save(update_fields=["published"])
        item.meetings.add(self.meeting)
        return item

    def _wanted(self, wanted: Iterable[Wanted]) -> list[AgendaItem]:
        return [one.item or self.items[one.row_key] for one in wanted]

    def _voices(self) -> None:
        stored = {voice.pk: voice for voice in Voice.objects.filter(meeting=self.meeting)}
        kept = set()
        for form in self.outcomes.rows("voices"):
            voice = stored.get(form.cleaned_data["id"]) or Voice(meeting=self.meeting)
            _must_be_unchanged(voice, form)
            kept.add(voice.pk)
            meant = self._meant(form)
            speaker = meant.speaker
            assert speaker is not None
            voice.text = form.cleaned_data["text"].strip()
            voice.speaker, voice.role, voice.name = speaker.kind, speaker.role, speaker.name
            voice.organisation = self._found(Party(speaker.organisation, speaker.new_name))
            voice.area = speaker.area
            voice.consent_note = form.cleaned_data["consent"].strip()
            if speaker.name and not voice.consent_on:
                voice.consent_on = self.now.astimezone(CITY_TIME).date()
            if not speaker.name:
                voice.consent_on, voice.consent_note = None, ""
            _save(voice)
            publish_voice(voice=voice)
            for item in self._wanted(meant.wanted):
                item.voices.add(voice)
        for pk, voice in stored.items():
            if pk not in kept and voice.published:
                voice.published = False
                voice.save(update_fields=["published"])

    def _sections(self) -> None:
        stored = {section.pk: section for section in self.meeting.sections.all()}
        for position, form in enumerate(self.outcomes.rows("sections"), 1):
            section = stored.pop(form.cleaned_data["id"], None) or ReportSection(meeting=self.meeting)
            section.position = position
            section.heading = form.cleaned_data["heading"].strip()
            section.text = form.cleaned_data["text"].strip()
            section.save()
        for section in stored.values():
            section.delete()

    def _attendance(self) -> None:
        organisations: dict[int, int | None] = {}
        functions: list[tuple[str, str]] = []
        for form in self.outcomes.rows("attendance"):
            party = self._meant(form).party
            if party.role:
                name, comma, function = party.role.rpartition(", ")
                functions.append((function[:80], name[:80]) if comma else (party.role[:80], ""))
            elif organisation := self._found(party):
                organisations[organisation.pk] = form.cleaned_data["people"]
        self.meeting.attendance.exclude(organisation__in=organisations).delete()
        for pk, people in organisations.items():
            Attendance.objects.update_or_create(meeting=self.meeting, organisation_id=pk, defaults={"people": people})
        stored = {(official.function, official.name): official for official in self.meeting.officials.all()}
        for key, official in stored.items():
            if key not in functions:
                official.delete()
        for function, name in functions:
            if (function, name) not in stored:
                AttendingOfficial.objects.create(meeting=self.meeting, function=function, name=name)

    def _follow_up(self, typed: dict[str, Any]) -> Meeting:
        """A planned, public meeting that follows this one: what stays open comes onto its programme by itself."""
        starts_at = datetime.combine(typed["day"], typed["starts"], CITY_TIME)
        same_year = Meeting.objects.in_year(starts_at.year)
        follow_up = Meeting(
            title=typed["title"].strip(),
            slug=_free_slug(same_year, typed["title"], 150),
            purpose=Meeting.Purpose.THEMED,
            starts_at=starts_at,
            ends_at=starts_at + LENGTH_OF_MEETING,
            place=typed["place"].strip(),
            area=self.meeting.area,
            follows=self.meeting,
            published=True,
        )
        _save(follow_up)
        follow_up.hosts.set(self.meeting.hosts.all())
        follow_up.facilitators.set(self.meeting.facilitators.all())
        follow_up.themes.set(self.meeting.themes.all())
        return follow_up

    def _action(self, form: RowForm) -> None:
        typed, meant = form.cleaned_data, self._meant(form)
        owner = self._found(meant.party)
        partners = [one for party in meant.partners if (one := self._found(party))]
        due_on, precision = typed["due"]
        asked_in = None if typed["check"] else next(iter(self.made.meetings), None)
        assert owner is not None
        fields = {
            "title": typed["title"].strip(),
            "details": typed["details"].strip(),
            "owner": owner,
            "owner_role": meant.party.role[:80],
            "owner_email": typed["email"].strip(),
            "due_on": due_on and end_of_period(due_on, precision),
            "due_precision": precision,
            "next_check_on": typed["check"],
        }
        stored = Action.objects.filter(pk=typed["id"], agreed_at=self.meeting).first() if typed["id"] else None
        if stored is None:
            action = agree_action(agreed_at=self.meeting, partners=partners, published=True, **fields)
            self.made.actions.append(action)
        else:
            action = stored
            _must_be_unchanged(action, form)
            if any(getattr(action, name) != value for name, value in fields.items()) or not action.published:
                for name, value in fields.items():
                    setattr(action, name, value)
                action.published = True
                _save(action)
            action.partners.set(partners)
        if asked_in and not action.next_check_on and not action.next_check_at_id:
            action.next_check_at = asked_in
            action.save(update_fields=["next_check_at"])
        action.agenda_items.set(self._wanted(meant.wanted))

    def _answer(self, typed: dict[str, Any]) -> None:
        if not typed["status"]:
            return
        action = Action.objects.filter(pk=typed["id"]).first()
        if action is None:
            return
        report_news(
            action=action,
            on=self.meeting.starts_on,
            text=typed["text"].strip(),
            status="" if typed["status"] == "none" else typed["status"],
            role=_("Besproken in: %(meeting)s") % {"meeting": shorten(self.meeting.title, 60)},
        )
        if action.next_check_at_id == self.meeting.pk:
            action.next_check_at = next(iter(self.made.meetings), None)
            action.save(update_fields=["next_check_at"])

    def _touched(self, typed: dict[str, Any]) -> None:
        if not typed["came"]:
            return
        item = AgendaItem.objects.filter(pk=typed["id"]).first()
        if item is None:
            return
        item.meetings.add(self.meeting)
        if typed["came"] != "discussed":
            item.state = typed["came"]
            item.state_reason = typed["text"].strip() if typed["came"] == AgendaItem.State.WITHDRAWN else ""
            if typed["came"] == AgendaItem.State.ADOPTED and not item.adopted_on:
                item.adopted_on = self.meeting.starts_on
            _save(item)
        if typed["text"].strip() and typed["came"] != AgendaItem.State.WITHDRAWN:
            last = item.steps.order_by("-position").values_list("position", flat=True).first() or 0
            Step.objects.create(
                agenda_item=item, position=last + 1, text=typed["text"].strip(), done_on=self.meeting.starts_on
            )


def _must_be_unchanged(stored: Model, form: RowForm) -> None:
    """Raise when the stored row is of another version than the one that the page was opened with."""
    version = form.cleaned_data["version"]
    if stored.pk and version and str(getattr(stored, "version", "")) != version:
        raise ValidationError(
            _("'%(row)s' is intussen op een andere plek gewijzigd. Open de pagina opnieuw en kijk het na."),
            params={"row": str(stored)},
            code="version",
        )


def _save(row: Any) -> None:
    row.full_clean()
    row.save()


def _free_slug(rows: Any, name: str, most: int) -> str:
    """An address for `name` that none of `rows` has."""
    stem = slugify(name)[: most - 5].strip("-") or "punt"
    taken = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if slug not in taken)

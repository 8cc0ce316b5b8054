"""The page as forms, and what was meant by it: which organisation, which item, who spoke."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agenda.desk import known, rows
from agenda.desk.forms import FORMSETS, ReportForm, RowForm, cannot_find
from agenda.desk.rows import BLOCKS, Data
from agenda.models import AgendaItem
from initiatives.models import Area, Organisation
from meetings.models import Meeting, Voice


@dataclass
class Party:
    """Who is meant by what was typed; `new_name` when it is an organisation that is made on publishing."""

    organisation: Organisation | None = None
    new_name: str = ""
    role: str = ""


@dataclass
class Speaker:
    """In what form a voice is told."""

    kind: str
    organisation: Organisation | None = None
    new_name: str = ""
    area: Area | None = None
    role: str = ""
    name: str = ""


@dataclass
class Wanted:
    """An agenda item that a voice or an action belongs to: one that exists, or the key of the row of a new one."""

    item: AgendaItem | None = None
    row_key: str = ""


@dataclass
class Meant:
    """What a row means, beside its cleaned fields."""

    party: Party = field(default_factory=Party)
    partners: list[Party] = field(default_factory=list)
    speaker: Speaker | None = None
    wanted: list[Wanted] = field(default_factory=list)
    item: AgendaItem | None = None


class Outcomes:
    """Everything on the page of one meeting, bound to what was typed.

    `is_complete` tells whether it can be published; after it `meant` holds what each row means, by its key.
    """

    def __init__(self, data: Data, *, meeting: Meeting):
        self.data = data
        self.meeting = meeting
        post = rows.as_post(data)
        self.report = ReportForm(post, prefix="report")
        self.blocks: dict[str, BaseFormSet[Any]] = {
            block: FORMSETS[block](post, prefix=block, form_kwargs={"reference": meeting.starts_on}) for block in BLOCKS
        }
        self.meant: dict[str, Meant] = {}

    def rows(self, block: str) -> list[RowForm]:
        """The rows of `block` that hold something."""
        kept = self.data.get(block, [])
        pairs = zip(self.blocks[block].forms, kept, strict=False)
        return [form for form, row in pairs if not rows.is_empty(block, row)]

    @cached_property
    def is_complete(self) -> bool:
        """Whether all of it can be published. Six queries, and one more when a name is not known."""
        self.report.full_clean()
        if not self.report.data.get("report-summary", "").strip():
            self.report.add_error("summary", _("Schrijf in het kort wat er is besproken."))
        self._find_out()
        return self.report.is_valid() and not self.complaints

    @cached_property
    def known(self) -> known.Known:
        names: list[str] = []
        titles: list[str] = []
        for block in ("voices", "attendance"):
            for row in self.data.get(block, []):
                words = known.RESIDENT.match(row["who"].strip())
                names.append((words["area"] or "") if words else row["who"])
        for row in self.data.get("actions", []):
            names += [row["owner"], *row["partners"].split(",")]
        for block, name in (("voices", "item"), ("actions", "item"), ("items", "title")):
            titles += [title for row in self.data.get(block, []) for title in (row[name], *row[name].split(","))]
        return known.look_up(names=names, titles=titles)

    @cached_property
    def _all_names(self) -> list[str]:
        return known.all_names()

    @property
    def complaints(self) -> list[tuple[str, str, str]]:
        """(id of the field, its label, what is wrong) for every row that cannot be published, in order."""
        found: list[tuple[str, Any]] = [("report", self.report)] if self.report.errors else []
        found += [(block, form) for block in BLOCKS for form in self.rows(block) if form.errors]
        return [
            (form[name].id_for_label if name in form.fields else f"blok-{block}", str(_label(form, name)), str(error))
            for block, form in found
            for name, errors in form.errors.items()
            for error in errors
        ]

    # --- What is meant --------------------------------------------------------------------------------------

    def _find_out(self) -> None:
        for block in BLOCKS:
            for form in self.rows(block):
                form.is_valid()
        self.new_names = {
            known.fold(form.cleaned_data.get("name", "")): form.cleaned_data.get("name", "").strip()
            for form in self.rows("organisations")
            if form.is_valid()
        }
        item_rows = self.rows("items")
        for form in item_rows:
            self._meant(form).item = self._stored_item(form)
        for form in self.rows("voices"):
            meant = self._meant(form)
            meant.speaker = self._speaker(form)
            meant.wanted = self._wanted(form, item_rows)
        for form in self.rows("actions"):
            meant = self._meant(form)
            meant.party = self._owner(form)
            typed = form.cleaned_data.get("partners", "").split(",")
            meant.partners = [self._party(form, "partners", name.strip()) for name in typed if name.strip()]
            meant.wanted = self._wanted(form, item_rows)
        for form in self.rows("attendance"):
            self._meant(form).party = self._attendee(form)

    def _meant(self, form: RowForm) -> Meant:
        return self.meant.setdefault(form.data[form.add_prefix("key")], Meant())

    def _stored_item(self, form: RowForm) -> AgendaItem | None:
        return self.known.item(form.cleaned_data.get("title", ""))

    def _party(self, form: RowForm, name: str, typed: str) -> Party:
        """The organisation called `typed`, one that is made, or a complaint beside the field."""
        organisation = self.known.organisation(typed)
        if organisation:
            return Party(organisation)
        if new := self.new_names.get(known.fold(typed)):
            return Party(new_name=new)
        form.add_error(name, cannot_find(typed, known.close_to(typed, self._all_names)))
        return Party()

    def _owner(self, form: RowForm) -> Party:
        typed, role = form.cleaned_data.get("owner", "").strip(), form.cleaned_data.get("role", "").strip()
        if not typed:
            return Party()
        if self.known.municipality and not self.known.organisation(typed) and known.MUNICIPAL.search(typed):
            return Party(self.known.municipality, role=role or known.without_article(typed))
        party = self._party(form, "owner", typed)
        party.role = role
        return party

    def _attendee(self, form: RowForm) -> Party:
        """An organisation, or a public function ("Naam, wethouder Wonen") in `role`."""
        typed = form.cleaned_data.get("who", "").strip()
        if not typed:
            return Party()
        if not self.known.organisation(typed) and known.is_function(typed):
            return Party(role=typed)
        return self._party(form, "who", typed)

    def _speaker(self, form: RowForm) -> Speaker:
        typed = form.cleaned_data.get("who", "").strip()
        if not typed:
            return Speaker(Voice.Speaker.ANONYMOUS)
        if words := known.RESIDENT.match(typed):
            return self._resident(form, typed, words["area"])
        if area := self.known.area(typed):
            return Speaker(Voice.Speaker.RESIDENT, area=area)
        if organisation := self.known.organisation(typed):
            return Speaker(Voice.Speaker.ORGANISATION, organisation=organisation)
        if new := self.new_names.get(known.fold(typed)):
            return Speaker(Voice.Speaker.ORGANISATION, new_name=new)
        if form.cleaned_data.get("consent", "").strip():
            return Speaker(Voice.Speaker.NAMED, name=typed[:80])
        if known.is_function(typed):
            return Speaker(Voice.Speaker.ROLE, role=typed[:80])
        close = known.close_to(typed, self._all_names)
        complaint = _("Is dit de naam van iemand? Die mag alleen op de site als diegene het goedvindt.")
        form.add_error("who", f"{complaint} {cannot_find(typed, close)}")
        return Speaker(Voice.Speaker.ANONYMOUS)

    def _resident(self, form: RowForm, typed: str, place: str | None) -> Speaker:
        area = self.known.area(place) if place else None
        if place and not area:
            form.add_error("who", _("We kennen geen wijk of buurt die '%(name)s' heet.") % {"name": place})
        if area and not typed.lower().startswith(("iemand", "some")):
            return Speaker(Voice.Speaker.RESIDENT, area=area)
        return Speaker(Voice.Speaker.ANONYMOUS, area=area)

    def _wanted(self, form: RowForm, item_rows: list[RowForm]) -> list[Wanted]:
        """The items that were typed: a title, several with commas, or numbers of the rows of this page."""
        typed = form.cleaned_data.get("item", "").strip()
        if not typed:
            return []
        whole = self._one_item(typed, item_rows)
        found = [whole] if whole else [self._one_item(part.strip(), item_rows) for part in typed.split(",")]
        if None in found:
            form.add_error("item", _("Dit punt kennen we niet. Zet het eerst bij de punten voor de agenda."))
        return [wanted for wanted in found if wanted]

    def _one_item(self, typed: str, item_rows: list[RowForm]) -> Wanted | None:
        if number := rows.whole_number(typed):
            if 1 <= number <= len(item_rows):
                return Wanted(row_key=item_rows[number - 1].data[item_rows[number - 1].add_prefix("key")])
            return None
        for form in item_rows:
            if known.fold(form.data.get(form.add_prefix("title"), "")) == known.fold(typed):
                return Wanted(row_key=form.data[form.add_prefix("key")])
        stored = self.known.item(typed)
        return Wanted(item=stored) if stored else None

    def unknown_names(self) -> Iterator[str]:
        """Names of owners and of those who were there that are no known organisation, function or new one."""
        listed = {known.fold(row["name"]) for row in self.data.get("organisations", [])}
        typed = [row["owner"] for row in self.data.get("actions", [])]
        typed += [row["who"] for row in self.data.get("attendance", [])]
        for name in dict.fromkeys(filter(None, map(str.strip, typed))):
            is_new = known.fold(name) not in listed and not known.is_function(name) and not known.is_person(name)
            if is_new and not self.known.organisation(name):
                yield name


def _label(form: Any, name: str) -> Any:
    return form.fields[name].label if name in form.fields else ""

"""What visitors of the demonstration city left behind: places taken, a waiting list, and two messages on the desk."""

from datetime import date, timedelta

from django.utils import timezone

from initiatives.models import Area, Theme
from meetings.domain import correct_report
from meetings.models import Meeting
from meetings.sign_ups import sign_up
from netwerk.site.telling import propose_initiative, tell_us

# How many sign up for a coming meeting, by its title; more than fit is a waiting list.
COMING = {"Rondje langs de moestuinen": 8, "Werksessie: onze boodschap bijwerken": 17}
NOBODYS_NUMBER = "030 000 00 00"


def load_visitors(*, today: date, meetings: dict[str, Meeting], themes: dict[str, Theme]) -> None:
    """Sign-ups without anybody's name, a correction in a report, a proposed initiative and a remark."""
    for title, number in COMING.items():
        for _visitor in range(number):
            sign_up(meeting=meetings[title], name="Voorbeeld", phone=NOBODYS_NUMBER, now=timezone.now())
    report = next(
        meeting for meeting in meetings.values() if meeting.has_public_report and meeting.starts_on.year > 2018
    )
    correct_report(
        meeting=report,
        on=min(today, report.report_final_on + timedelta(days=6)) if report.report_final_on else today,
        text="Bij het aantal uren stond 14. Dat moest 41 zijn.",
    )
    proposed = propose_initiative(
        name="Naaiclub De Losse Draad",
        sentence="Elke donderdag samen kleren maken en vermaken.",
        area=Area.objects.districts().get(slug="zuidwest", municipality_code="GM0344"),
        themes=[themes["delen-en-repareren"]] if "delen-en-repareren" in themes else list(themes.values())[-1:],
        meets="Donderdag van 19.00 tot 21.00 uur.",
        contact=NOBODYS_NUMBER,
    )
    if proposed.organisation:
        proposed.organisation.description = "Dit is een verzonnen voorbeeld."
        proposed.organisation.save(update_fields=["description"])
    tell_us(
        kind="correction",
        text="We zijn nu ook op zaterdag open (voorbeeld).",
        about_path=report.get_absolute_url(),
        contact=NOBODYS_NUMBER,
    )

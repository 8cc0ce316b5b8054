"""Meetings before and after: programme, sign-up, report, voices and who was there."""

from meetings.models.meeting import CITY_TIME, Attendance, AttendingOfficial, Meeting, ProgrammePoint, SignUp
from meetings.models.report import Correction, ReportSection, Voice

__all__ = [
    "CITY_TIME",
    "Attendance",
    "AttendingOfficial",
    "Correction",
    "Meeting",
    "ProgrammePoint",
    "ReportSection",
    "SignUp",
    "Voice",
]

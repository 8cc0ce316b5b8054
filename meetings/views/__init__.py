"""The list of meetings, and coming to one."""

from meetings.views.exports import meeting_calendar, meeting_export
from meetings.views.meeting_list import meeting_list
from meetings.views.sign_up import sign_up, sign_up_link

__all__ = ["meeting_calendar", "meeting_export", "meeting_list", "sign_up", "sign_up_link"]

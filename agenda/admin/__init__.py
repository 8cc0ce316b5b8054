"""Agenda items, actions and the shared message at /beheer/."""

from agenda.admin.action import ActionAdmin
from agenda.admin.item import AgendaItemAdmin
from agenda.admin.message import SharedMessageAdmin

__all__ = ["ActionAdmin", "AgendaItemAdmin", "SharedMessageAdmin"]

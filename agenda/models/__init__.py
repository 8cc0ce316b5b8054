"""Shared-agenda items, agreed actions and the shared message."""

from agenda.models.action import Action, ActionUpdate, ReferenceCounter
from agenda.models.assessment import Assessment, ExternalReference
from agenda.models.desk import EarlierOutcomes, MailedLink, OutcomesDraft, Reminder
from agenda.models.item import AgendaItem, Instrument, Step
from agenda.models.message import Endorsement, Hotspot, MessageLogEntry, MessagePoint, Plate, SharedMessage

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "Assessment",
    "EarlierOutcomes",
    "Endorsement",
    "ExternalReference",
    "Hotspot",
    "Instrument",
    "MailedLink",
    "MessageLogEntry",
    "MessagePoint",
    "OutcomesDraft",
    "Plate",
    "ReferenceCounter",
    "Reminder",
    "SharedMessage",
    "Step",
]

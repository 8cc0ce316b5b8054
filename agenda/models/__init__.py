"""Shared-agenda items, agreed actions and the shared message."""

from agenda.models.action import Action, ActionUpdate, ReferenceCounter
from agenda.models.assessment import Assessment, ExternalReference
from agenda.models.item import AgendaItem, Instrument, Step
from agenda.models.message import Endorsement, Hotspot, MessageLogEntry, MessagePoint, Plate, SharedMessage

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "Assessment",
    "Endorsement",
    "ExternalReference",
    "Hotspot",
    "Instrument",
    "MessageLogEntry",
    "MessagePoint",
    "Plate",
    "ReferenceCounter",
    "SharedMessage",
    "Step",
]

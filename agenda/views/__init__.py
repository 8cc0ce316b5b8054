"""Pages of the shared agenda, of actions and of the shared message."""

from agenda.views.action import action, action_list
from agenda.views.exports import action_export, agenda_item_export
from agenda.views.handover import handover
from agenda.views.item import agenda_item, agenda_item_list
from agenda.views.message import edition, edition_pdf, message, plate

__all__ = [
    "action",
    "action_export",
    "action_list",
    "agenda_item",
    "agenda_item_export",
    "agenda_item_list",
    "edition",
    "edition_pdf",
    "handover",
    "message",
    "plate",
]

"""Pages of the shared agenda, of actions and of the shared message."""

from agenda.views.action import action, action_list
from agenda.views.exports import action_export, agenda_item_export
from agenda.views.handover import handover
from agenda.views.item import agenda_item, agenda_item_list
from agenda.views.log_outcomes import log_outcomes, organisation_names
from agenda.views.message import edition, edition_pdf, message, plate
from agenda.views.news import action_link, ask_for_news, report_news, split_action

__all__ = [
    "action",
    "action_export",
    "action_link",
    "action_list",
    "agenda_item",
    "agenda_item_export",
    "agenda_item_list",
    "ask_for_news",
    "edition",
    "edition_pdf",
    "handover",
    "log_outcomes",
    "message",
    "organisation_names",
    "plate",
    "report_news",
    "split_action",
]

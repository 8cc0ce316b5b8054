"""Agreed actions as schema.org tells them."""

from collections.abc import Iterable

from agenda.models import Action, AgendaItem
from initiatives.structured import named
from netwerk.lib.links import absolute
from netwerk.lib.structured import Data

# Stuck is still going on; stopped is what schema.org calls failed.
STATUS = {
    Action.Status.TO_DO: "PotentialActionStatus",
    Action.Status.BUSY: "ActiveActionStatus",
    Action.Status.STUCK: "ActiveActionStatus",
    Action.Status.DONE: "CompletedActionStatus",
    Action.Status.STOPPED: "FailedActionStatus",
}


def action_data(action: Action, items: Iterable[AgendaItem]) -> Data:
    """A public action that serves `items`, which are public too. NB: reads its owner and its news."""
    news = action.latest_news
    url = absolute(action.get_absolute_url())
    return {
        "@type": "Action",
        "@id": url,
        "identifier": action.reference,
        "name": action.title,
        "url": url,
        "agent": named(action.owner),
        "object": [{"@type": "Thing", "name": item.title, "url": absolute(item.get_absolute_url())} for item in items],
        "startTime": action.agreed_on.isoformat(),
        "endTime": news.on.isoformat() if news and not action.is_open else None,
        "actionStatus": f"https://schema.org/{STATUS[Action.Status(action.status)]}",
    }

"""All that is still open for one owner or portfolio, on one page: for who takes it over."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from agenda.models import Action
from initiatives.models import Organisation
from netwerk.accounts.access import public
from netwerk.lib.lists import kept_query, page_of

# More does not fit in a conversation, nor on paper that anybody reads.
MOST = 200


@public
def handover(request: HttpRequest) -> HttpResponse:
    """`?eigenaar=` (slug) and `?rol=` (text) choose; without them, the list of what can be chosen."""
    slug, role = (request.GET.get(name, "").replace("\x00", "") for name in ("eigenaar", "rol"))
    open_actions = Action.objects.public().open()
    if not slug:
        page = page_of(open_actions.by_owner_and_role(), request, per_page=100)
        choices = {"page": page, "query": kept_query(request), "nav_here": "action_list"}
        return render(request, "agenda/handover.html", choices)
    owner = get_object_or_404(Organisation.objects.public(), slug=slug)
    found = open_actions.of_owner(owner)
    if role:
        found = found.of_portfolio(role)
    chosen = QueryDict(mutable=True)
    chosen.update({"eigenaar": slug, "rol": role} if role else {"eigenaar": slug})
    count = found.count()
    context = {
        "owner": owner,
        "role": role,
        "actions": found.with_news().select_related("next_check_at", "owner", "agreed_at").most_pressing_first()[:MOST],
        "count": count,
        "left_out": max(0, count - MOST),
        "list_url": f"{reverse('action_list')}?{chosen.urlencode()}",
        "today": timezone.localdate(),
        "nav_here": "action_list",
    }
    return render(request, "agenda/handover.html", context)

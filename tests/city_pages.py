"""Addresses of the pages of the demonstration city, in each of their states. Nothing here is typed twice: a new state
that the demonstration city shows is found by asking the database."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from agenda.models import Action, AgendaItem, MailedLink, SharedMessage
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting, SignUp
from netwerk.lib import links
from netwerk.site.forms import TELL_KINDS

LANGUAGES = ("nl", "en")
# Trees of addresses that packages fill, each with why the rules for pages of ours do not hold there.
OF_PACKAGES = {
    "beheer/": "the admin, which asks every permission itself: tests/admin",
    "account/": "the pages of allauth under allauth's own names: tests/accounts",
}

# Addresses that answer with something else than a page, each with what it is.
NOT_PAGES = {
    "media": "an uploaded picture",
    "share_image": "a picture: tests/site/test_share_image.py",
    "sitemap": "XML: tests/site/test_sitemap.py",
    "sitemap_part": "XML: tests/site/test_sitemap.py",
    "robots": "text: tests/site/test_around.py",
    "security_txt": "text: tests/site/test_around.py",
    "manifest": "JSON: tests/site/test_around.py",
    "favicon": "leads to a picture: tests/site/test_around.py",
    "desk": "for coordinators: tests/site/test_telling.py",
    "handle_suggestion": "for coordinators: tests/site/test_telling.py",
    "log_outcomes": "for coordinators: tests/agenda/test_log_outcomes.py",
    "review_outcomes": "for coordinators: tests/agenda/test_publish_outcomes.py",
    "organisation_names": "JSON for coordinators: tests/agenda/test_log_outcomes.py",
    "report_news": "for coordinators: tests/agenda/test_owners.py",
    "ask_for_news": "for coordinators: tests/agenda/test_owners.py",
    "split_action": "for coordinators: tests/agenda/test_owners.py",
    "outgoing_mail": "for administrators: tests/site/test_desk.py",
    "edition_pdf": "a PDF: tests/agenda/test_edition_pdf.py",
    "action_export": "CSV, JSON or Atom: tests/agenda/test_action_export.py",
    "agenda_item_export": "CSV or JSON: tests/agenda/test_agenda_item_export.py",
    "initiative_export": "CSV or JSON: tests/initiatives/test_initiative_export.py",
    "meeting_export": "CSV, JSON, Atom or a calendar: tests/meetings/test_meeting_export.py",
    "meeting_calendar": "a calendar: tests/meetings/test_meeting_calendar.py",
}


# Pages with a form to send, which need a cookie against forged requests; no other page sets one.
WITH_FORM = {
    "sign_up",
    "sign_up_link",
    "follow",
    "follow_link",
    "propose_initiative",
    "tell_us",
    "action_link",
    "correct_report",
}


# Shows what publishing will make, by doing it and taking it back: its queries grow with what is published.
BY_DOING = {"correct_report"}


def our_patterns() -> Iterator[URLPattern]:
    """Every address of ours; those that packages fill are left out."""
    with override("nl"):
        waiting: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, URLPattern):
                yield entry
            elif str(entry.pattern) not in OF_PACKAGES:
                waiting += entry.url_patterns


def one_of_each(rows: "QuerySet[Any]", *fields: str) -> list[Any]:
    """The first row for each combination of `fields` that occurs."""
    return list(rows.order_by(*fields, "pk").distinct(*fields))


def _queries(name: str, *queries: str) -> list[str]:
    return [reverse(name) + query for query in ("", *queries)]


def _urls(rows: Iterable[Any]) -> list[str]:
    return [row.get_absolute_url() for row in rows]


def _initiatives() -> list[Any]:
    return one_of_each(Organisation.objects.public(), "kind", "status", "whole_city", "photo")


def _meetings() -> list[Any]:
    return one_of_each(Meeting.objects.public(), "state", "report_state", "purpose")


def _districts() -> list[str]:
    districts = list(Area.objects.districts().of_municipality("GM0344"))
    buurt = Area.objects.neighbourhoods().of_municipality("GM0344").select_related("parent")[0]
    return [
        *_urls(districts),
        f"{buurt.get_absolute_url()}?buurt={buurt.slug}",
        f"{districts[0].get_absolute_url()}?buurt=x",
    ]


def _handovers() -> list[str]:
    owner = Action.objects.public().open().exclude(owner_role="").select_related("owner")[0]
    chosen = f"?eigenaar={owner.owner.slug}"
    return _queries("handover", "?pagina=2", chosen, f"{chosen}&rol={owner.owner_role}", f"{chosen}&rol=Niemand")


def _current() -> SharedMessage:
    return SharedMessage.objects.get(state="published")


def _sign_ups() -> list[str]:
    """The form of a meeting with room, of a full one, and of one that is over."""
    meetings = [
        Meeting.objects.get(title="Werksessie: onze boodschap bijwerken"),
        Meeting.objects.get(title="Rondje langs de moestuinen"),
        Meeting.objects.public().filter(state="held")[0],
    ]
    return [reverse("sign_up", args=[meeting.year, meeting.slug]) for meeting in meetings]


def _sign_up_link(state: str) -> str:
    signed = SignUp.objects.filter(state=state)[0]
    return reverse("sign_up_link", args=[links.sign("sign-up", signed.pk)])


def _mailed_link(name: str, purpose: str) -> str:
    return reverse(name, args=[links.sign("mailed-link", MailedLink.objects.filter(purpose=purpose)[0].pk)])


# The name of an address, and where to see its page in every state.
PAGES: dict[str, Callable[[], list[str]]] = {
    "home": lambda: [reverse("home")],
    "initiative_list": lambda: _queries(
        "initiative_list",
        "?q=koken",
        "?q=bestaatniet",
        "?wijk=overvecht&hulp=1",
        "?wijk=niets",
        "?thema=niets",
        "?pagina=2",
        "?pagina=x",
        "?wijk=overvecht&q=bestaatniet",
    ),
    "initiative": lambda: _urls(_initiatives()),
    "district_list": lambda: _queries("district_list", "?waar=9999", "?waar=", "?waar=e", "?waar=nergens"),
    "district": _districts,
    "meeting_list": lambda: _queries(
        "meeting_list", "?jaar=2018", "?jaar=x", "?wijk=zuid", "?soort=worksession", "?soort=x", "?pagina=2"
    ),
    "meeting": lambda: _urls(_meetings()),
    "agenda_item_list": lambda: _queries("agenda_item_list", "?pagina=2"),
    "agenda_item": lambda: _urls(one_of_each(AgendaItem.objects.public(), "state", "level")),
    "action_list": lambda: _queries(
        "action_list",
        "?wie=gemeente",
        "?wie=anderen",
        "?staat=done",
        "?staat=te-laat",
        "?staat=stil",
        "?staat=x",
        "?wijk=oost",
        "?punt=niets",
        "?eigenaar=niemand",
        "?rol=Niemand&bijeenkomst=x",
        "?pagina=2",
    ),
    "action": lambda: _urls(one_of_each(Action.objects.public(), "status", "due_precision")),
    "message": lambda: [reverse("message")],
    "edition": lambda: _urls(SharedMessage.objects.public()),
    "plate": lambda: [reverse("plate", args=[_current().slug, number]) for number in (1, 2)],
    "council": lambda: _queries("council", "?sinds=2018-01-01", "?sinds=31-02-2026", "?sinds=2999-01-01", "?sinds="),
    "handover": _handovers,
    "search": lambda: _queries(
        "search", "?q=moestuin", "?q=buurtbudjet&soort=organisation", "?q=eten+in+overvecht", "?q=xqzwv", "?q=x&soort=x"
    ),
    "theme": lambda: [reverse("theme", args=[theme.slug]) for theme in Theme.objects.all()],
    "sign_up": _sign_ups,
    "sign_up_link": lambda: [_sign_up_link(state) for state in ("coming", "waiting")],
    "follow": lambda: _queries("follow", "?wat=message", "?wat=district&welk=overvecht"),
    "follow_link": lambda: [reverse("follow_link", args=[links.sign("follow", 0)])],
    "propose_initiative": lambda: [reverse("propose_initiative")],
    "tell_us": lambda: [reverse("tell_us", args=[kind]) for kind in TELL_KINDS],
    "action_link": lambda: [_mailed_link("action_link", purpose) for purpose in ("news", "judge")],
    "correct_report": lambda: [_mailed_link("correct_report", "correct")],
    "open_data": lambda: [reverse("open_data")],
    "about": lambda: [reverse("about")],
    "contact": lambda: [reverse("contact")],
    "privacy": lambda: [reverse("privacy")],
    "accessibility": lambda: [reverse("accessibility")],
}


def addresses(name: str, language: str) -> list[str]:
    """The addresses of the page `name` in `language`, one for each state."""
    with override(language):
        return PAGES[name]()


def one_address(name: str, language: str) -> str:
    """One address of the page `name`: that of the fullest page where there are several kinds."""
    with override(language):
        if name == "meeting":
            return _fullest_meeting().get_absolute_url()
        return PAGES[name]()[0]


def _fullest_meeting() -> Meeting:
    final = Meeting.objects.public().filter(report_state=Meeting.ReportState.FINAL)
    return max(final, key=lambda meeting: meeting.actions.count() + meeting.voices.count())

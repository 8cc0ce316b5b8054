"""Pages kept for readers who are not signed in: what is kept, for how long, and what never is."""

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import brotli
import pytest
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections, connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Organisation
from netwerk.accounts.models import Role
from netwerk.lib import content_version, links
from netwerk.lib.content_version import ContentVersion
from netwerk.lib.page_cache import PageCache
from netwerk.wsgi import django_application
from tests.factories import make_meeting, make_organisation
from tests.people import person, sign_in

pytestmark = pytest.mark.django_db


class Answer:
    """What came back: status, headers by lower-case name, body."""

    def __init__(self, cache: PageCache, path: str, method: str = "GET", **environ: str) -> None:
        path, _mark, query = path.partition("?")
        asked: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            **environ,
        }
        started: list[Any] = []
        self.body = b"".join(cache(asked, lambda status, headers, exc_info=None: started.extend((status, headers))))
        self.status = int(started[0].split()[0])
        self.headers = {name.lower(): value for name, value in started[1]}

    @property
    def is_kept_page(self) -> bool:
        return self.headers.get("cache-status", "").startswith("netwerk; hit")


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A request neither begins nor ends with closing the connection, in whose transaction the test is."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


class SameThread(Executor):
    """Looks up the version where it is asked for: on the connection in whose transaction the test is."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


def new_cache() -> PageCache:
    return PageCache(django_application, ContentVersion(SameThread()))


@pytest.fixture
def cache() -> PageCache:
    return new_cache()


def ask(cache: PageCache, path: str = "/initiatieven/", method: str = "GET", **asked: str) -> Answer:
    cache.version.forget()
    return Answer(cache, path, method, **asked)


def test_the_second_reader_gets_the_same_page_with_one_small_query(cache: PageCache) -> None:
    make_organisation("De Huiskamer")
    first = ask(cache)
    with CaptureQueriesContext(connection) as captured:
        second = ask(cache)
    assert (first.status, second.status) == (200, 200)
    assert not first.is_kept_page
    assert second.is_kept_page
    assert second.body == first.body
    assert b"De Huiskamer" in second.body
    assert [query["sql"] for query in captured] == ["SELECT COALESCE(sum(number), 0)::bigint FROM lib_contentversion"]


def test_the_version_is_looked_up_at_most_once_a_second(cache: PageCache) -> None:
    ask(cache)
    with CaptureQueriesContext(connection) as captured:
        for _number in range(50):
            assert Answer(cache, "/initiatieven/").is_kept_page
    assert len(captured) == 0


# The version goes up once a transaction: what follows needs several.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "write",
    [
        lambda: make_organisation("Nieuw hier"),
        lambda: Organisation.objects.filter(name="Oud hier").update(name="Nieuw hier"),
        lambda: Organisation.objects.bulk_create(
            [Organisation(name="Nieuw hier", slug="nieuw", whole_city=True, status="published", sentence="Soep.")]
        ),
        lambda: connection.cursor().execute("UPDATE initiatives_organisation SET name = 'Nieuw hier'"),
    ],
    ids=["save", "update", "bulk", "sql"],
)
def test_whichever_way_it_is_written_a_change_shows(cache: PageCache, write: Callable[[], object]) -> None:
    make_organisation("Oud hier")
    assert b"Oud hier" in ask(cache).body
    write()
    changed = ask(cache)
    assert b"Nieuw hier" in changed.body
    assert not changed.is_kept_page


@pytest.mark.django_db(transaction=True)
def test_taking_something_away_shows(cache: PageCache) -> None:
    organisation = make_organisation("De Huiskamer")
    assert ask(cache, organisation.get_absolute_url()).status == 200
    Organisation.objects.filter(pk=organisation.pk).update(status="pending")
    assert ask(cache, organisation.get_absolute_url()).status == 404
    assert b"De Huiskamer" not in ask(cache).body


def test_a_write_that_changes_no_row_keeps_the_pages(cache: PageCache) -> None:
    make_organisation("De Huiskamer")
    ask(cache)
    Organisation.objects.filter(name="Niemand").update(name="Iemand")
    Organisation.objects.filter(name="Niemand").delete()
    person(Role.EDITOR)
    assert ask(cache).is_kept_page


@pytest.mark.django_db(transaction=True)
def test_a_browser_with_the_same_page_is_told_so(cache: PageCache) -> None:
    first = ask(cache)
    again = ask(cache, HTTP_IF_NONE_MATCH=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    make_organisation("Nieuw hier")
    assert ask(cache, HTTP_IF_NONE_MATCH=first.headers["etag"]).status == 200


def test_each_encoding_is_kept_on_its_own_and_holds_the_same(cache: PageCache) -> None:
    make_organisation("De Huiskamer")
    plain = ask(cache).body
    for _time in range(2):
        packed = ask(cache, HTTP_ACCEPT_ENCODING="gzip, deflate")
        assert (packed.headers["content-encoding"], gzip.decompress(packed.body)) == ("gzip", plain)
        packed = ask(cache, HTTP_ACCEPT_ENCODING="gzip, br")
        assert (packed.headers["content-encoding"], brotli.decompress(packed.body)) == ("br", plain)
    assert packed.headers["vary"] == "Accept-Encoding, Cookie"


def test_asking_for_the_head_only_gets_the_headers_of_the_kept_page(cache: PageCache) -> None:
    page = ask(cache)
    head = ask(cache, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(page.body))


def test_pages_tell_caches_in_between_how_long_to_hold_them(cache: PageCache) -> None:
    told = ask(cache).headers
    assert "s-maxage=1" in told["cache-control"]
    assert "stale-while-revalidate" in told["cache-control"]
    assert "set-cookie" not in told


def test_who_is_signed_in_neither_sees_nor_fills_it(cache: PageCache, client: Any) -> None:
    sign_in(client, person(Role.COORDINATOR))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    own = ask(cache, HTTP_COOKIE=cookie)
    assert b"Uitloggen" in own.body
    assert own.headers["cache-control"] == "private, no-cache"
    assert len(cache.pages) == 0
    assert b"Uitloggen" not in ask(cache).body
    assert not ask(cache, HTTP_COOKIE=cookie).is_kept_page


@pytest.mark.parametrize("path", ["/volgen/?wat=message", "/initiatieven/aanmelden/", "/account/inloggen/"])
def test_a_page_with_a_form_is_never_kept(cache: PageCache, path: str) -> None:
    first = ask(cache, path)
    assert first.status == 200
    assert first.headers["cache-control"].endswith(("private", "private, no-cache"))
    assert "set-cookie" in first.headers
    assert not ask(cache, path).is_kept_page
    assert len(cache.pages) == 0


@pytest.mark.parametrize(
    ("name", "purpose"),
    [("follow_link", "follow"), ("sign_up_link", "sign-up"), ("action_link", "x"), ("correct_report", "x")],
)
def test_a_page_behind_a_mailed_link_is_kept_nowhere(cache: PageCache, name: str, purpose: str) -> None:
    answer = ask(cache, reverse(name, args=[links.sign(purpose, 0)]))
    assert "no-store" in answer.headers["cache-control"]
    assert len(cache.pages) == 0


@pytest.mark.parametrize("path", ["/initiatieven/bestaat-niet/", "/beheer/", "/wijken/?waar=3500"])
def test_what_is_no_page_is_not_kept(cache: PageCache, path: str) -> None:
    assert ask(cache, path).status != 200 or path.startswith("/wijken/")
    before = len(cache.pages)
    ask(cache, "/initiatieven/bestaat-niet/")
    assert len(cache.pages) == before


def test_pages_change_at_midnight_and_when_a_meeting_begins_and_ends(
    cache: PageCache, at: Callable[..., datetime]
) -> None:
    begins = at(2026, 3, 10, 20, 0)
    make_meeting("Avond", starts_at=begins)
    for minute, is_new in ((-60, True), (-1, False), (1, True), (119, False), (121, True), (239, False), (241, True)):
        moment = begins + timedelta(minutes=minute)
        at(moment.year, moment.month, moment.day, moment.hour, moment.minute)
        assert ask(cache, "/bijeenkomsten/").is_kept_page is not is_new, minute


def test_memory_has_a_bound_and_the_oldest_page_goes_first() -> None:
    page = len(Answer(new_cache(), "/over/").body)
    with override_settings(PAGE_CACHE_BYTES=3 * (page + 2500)):
        cache = new_cache()
    for number in range(30):
        ask(cache, f"/over/?x={number}")
        assert cache.pages.currsize <= cache.pages.maxsize
    assert ask(cache, "/over/?x=29").is_kept_page
    assert not ask(cache, "/over/?x=0").is_kept_page


def test_a_page_for_another_host_or_scheme_is_another_page(cache: PageCache) -> None:
    ask(cache)
    assert not ask(cache, HTTP_HOST="127.0.0.1").is_kept_page
    assert not ask(cache, **{"wsgi.url_scheme": "https"}).is_kept_page


# --- The database is away -----------------------------------------------------------------------------------


@pytest.fixture
def database_away(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Call with True to let every lookup of the version fail, as it does without a database."""

    def away(is_away: bool) -> None:
        def fail() -> int:
            raise OperationalError("connection refused")

        if is_away:
            monkeypatch.setattr(content_version, "_raised", fail)
        else:
            monkeypatch.undo()

    return away


def test_kept_pages_are_shown_for_an_hour_with_a_notice_in_a_header(
    cache: PageCache, database_away: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(cache)
    database_away(True)
    kept = ask(cache)
    assert (kept.status, kept.headers["cache-status"]) == (200, "netwerk; hit; detail=database-away")
    cache.version._known -= 3700
    assert not ask(cache).is_kept_page


@pytest.mark.django_db(transaction=True)
def test_what_was_withdrawn_does_not_come_back_while_the_database_is_away(
    cache: PageCache, database_away: Callable[[bool], None]
) -> None:
    organisation = make_organisation("De Huiskamer")
    ask(cache, organisation.get_absolute_url())
    Organisation.objects.filter(pk=organisation.pk).update(status="pending")
    ask(cache, "/over/")
    database_away(True)
    assert ask(cache, organisation.get_absolute_url()).status == 503


class Silence(Executor):
    """Never answers, and counts how often it was asked."""

    asked = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.asked += 1
        return Future()


def test_a_database_that_is_silent_keeps_nobody_waiting(cache: PageCache, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(cache)
    silence = Silence()
    monkeypatch.setattr(cache.version, "_lookups", silence)
    monkeypatch.setattr(content_version, "PATIENCE", 0.05)
    kept = ask(cache)
    assert (kept.status, kept.headers["cache-status"]) == (200, "netwerk; hit; detail=database-away")
    with CaptureQueriesContext(connection) as captured:
        refused = [ask(cache, "/wijken/"), ask(cache, "/wijken/", "POST"), ask(cache, HTTP_COOKIE="sessionid=x")]
    assert [answer.status for answer in refused] == [503] * 3
    assert captured.captured_queries == []
    assert silence.asked == 1


def test_what_was_written_while_a_lookup_ran_is_looked_up_again(cache: PageCache) -> None:
    first = cache.version.now()
    known = cache.version._asked
    cache.version.forget()
    # As when that lookup had begun before the writing, and ended after it.
    cache.version._known = known
    assert cache.version.now() == first
    assert cache.version._asked > known


# --- A cache that processes share ---------------------------------------------------------------------------


@pytest.fixture
def shared() -> Iterator[None]:
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"}
    from django.conf import settings

    with override_settings(CACHES={**settings.CACHES, "pages": local}):
        caches["pages"].clear()
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("shared")
def test_another_process_gets_the_page_from_the_shared_cache() -> None:
    one, two = new_cache(), new_cache()
    page = ask(one)
    assert ask(two).is_kept_page
    assert ask(two).body == page.body
    make_organisation("Nieuw hier")
    assert b"Nieuw hier" in ask(two).body
    # The first reader after a change also brings the index up to date, which is a change of its own.
    ask(two)
    assert ask(one).is_kept_page


@pytest.mark.usefixtures("shared")
def test_while_the_database_is_away_pages_of_other_processes_are_shown(
    database_away: Callable[[bool], None],
) -> None:
    one, two = new_cache(), new_cache()
    page = ask(one)
    ask(two, "/over/")
    database_away(True)
    kept = ask(two)
    assert (kept.status, kept.body) == (200, page.body)
    assert kept.headers["cache-status"] == "netwerk; hit; detail=database-away"


@pytest.mark.usefixtures("shared")
def test_without_the_shared_cache_pages_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = new_cache()
    assert cache.shared is not None

    def fail(*_arguments: Any) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(cache.shared.cache, "get", fail)
    monkeypatch.setattr(cache.shared.cache, "set", fail)
    assert ask(cache).status == 200
    assert ask(cache).is_kept_page


def test_the_clock_in_the_version_is_the_next_moment_at_which_pages_change(at: Callable[..., datetime]) -> None:
    at(2026, 3, 28, 23, 30)
    version = ContentVersion(SameThread())
    turn = int(version.now().partition(".")[2])
    # The night of 29 March has an hour less; midnight before it is a plain one.
    assert datetime.fromtimestamp(turn, timezone.get_default_timezone()).isoformat() == "2026-03-29T00:00:00+01:00"

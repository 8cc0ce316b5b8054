"""Ten thousand writes with eight readers on two servers: nothing is older than a second, nothing gets lost."""

import re
import time
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import Client

from initiatives.models import Organisation
from netwerk.lib.models import ChangedDocument, SearchDocument, SearchWord
from netwerk.lib.search.index import take_in_all_changes
from netwerk.site.content import install_triggers
from tests.factories import bulk_organisations, make_organisation
from tests.server import Browser, free_port, start_server, stop_server

WRITES = 10_000
READERS = 8
# A page may be so old when it is asked for, in seconds.
OLDEST = 1.0
SHOWN = re.compile(r"Stand (\d+)\.")
SECRET = "Zonnebloemwal"


class Story:
    """What was committed when, and what readers saw against it."""

    def __init__(self) -> None:
        self.committed: list[float] = [time.monotonic()]
        # When the secret word became public and stopped being so, in turn.
        self.turns: list[float] = []
        self.turns_begun = 0
        self.searches = 0
        self.problems: list[str] = []
        self.answers = 0
        self.oldest = 0.0
        self.stop = Event()

    def judge_page(self, asked: float, text: str) -> None:
        """Whether the page held what had been committed a second before it was asked for."""
        found = SHOWN.search(text)
        if found is None:
            self.problems.append("a page without the row")
            return
        number = int(found[1])
        self.answers += 1
        if number + 1 < len(self.committed):
            age = asked - self.committed[number + 1]
            self.oldest = max(self.oldest, age)
            if age > OLDEST:
                self.problems.append(f"state {number} was {age:.2f} seconds old")

    def judge_search(self, asked: float, turns: int, text: str) -> None:
        """Whether a word was found that had been withdrawn a second before. `turns` is their number at that moment."""
        if self.turns_begun > turns:
            return  # it is becoming public again, or just did
        if turns and turns % 2 == 0 and asked - self.turns[turns - 1] > OLDEST:
            self.searches += 1
            if SECRET in text.partition('class="hits"')[2]:
                self.problems.append("a word that was withdrawn was found")


def read(port: int, story: Story, path: str, number: int) -> None:
    browser = Browser(port)
    while not story.stop.is_set():
        asked, turns = time.monotonic(), len(story.turns)
        # Some searches go past the cache, by an address that nobody asked for before.
        where = f"/zoeken/?q={SECRET.lower()}&x={asked if number % 8 == 7 else ''}" if number % 4 == 3 else path
        status, _headers, text = browser.ask(where)
        if status != 200:
            story.problems.append(f"{status} for {where}")
        elif where == path:
            story.judge_page(asked, text)
        else:
            story.judge_search(asked, turns, text)


@pytest.mark.django_db(transaction=True)
def test_no_reader_gets_a_page_older_than_a_second_while_ten_thousand_rows_are_written() -> None:
    install_triggers()
    shown = make_organisation("De Huiskamer", sentence="Stand 0.")
    others = bulk_organisations(50)
    secret = make_organisation(SECRET, status=Organisation.Status.PENDING)
    ports = [free_port(), free_port()]
    servers = [start_server(port) for port in ports]
    story = Story()
    try:
        path = shown.get_absolute_url()
        readers = [
            Thread(target=read, args=(ports[number % 2], story, path, number), daemon=True) for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        for number in range(1, WRITES + 1):
            kind = number % 10
            if kind:
                Organisation.objects.filter(pk=shown.pk).update(sentence=f"Stand {number}.")
            else:
                with transaction.atomic():
                    Organisation.objects.filter(pk=others[number // 10 % 50].pk).update(seeks=f"Woord{number}x")
                    Organisation.objects.filter(pk=shown.pk).update(sentence=f"Stand {number}.")
            story.committed.append(time.monotonic())
            if number % 500 == 0:
                story.turns_begun += 1
                is_public = number // 500 % 2 == 1
                Organisation.objects.filter(pk=secret.pk).update(status="published" if is_public else "pending")
                story.turns.append(time.monotonic())
        story.stop.set()
        for reader in readers:
            reader.join(timeout=60)
    finally:
        story.stop.set()
        for server in servers:
            stop_server(server)
    print(f"{story.answers} pages and {story.searches} searches, the oldest {story.oldest:.2f} s behind when asked for")
    assert not story.problems, story.problems[:5]
    assert story.answers > 500
    assert story.searches > 20
    # No index entry was lost, and the words are counted as they are.
    take_in_all_changes()
    assert not ChangedDocument.objects.exists()
    assert SearchDocument.objects.filter(kind="organisation").count() == Organisation.objects.public().count()
    assert f"Stand {WRITES}." in SearchDocument.objects.get(kind="organisation", object_id=shown.pk).text
    for row in Organisation.objects.filter(seeks__startswith="Woord"):
        assert row.seeks in SearchDocument.objects.get(kind="organisation", object_id=row.pk).text
    assert not SearchDocument.objects.filter(object_id=secret.pk, kind="organisation").exists()
    assert not SearchWord.objects.filter(word=SECRET.lower()).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT tokens FROM lib_searchdocument')")
        counted = dict(cursor.fetchall())
    assert dict(SearchWord.objects.values_list("word", "documents")) == counted


@pytest.mark.django_db(transaction=True)
def test_who_is_signed_in_sees_a_change_at_once(coordinator: Client) -> None:
    organisation = make_organisation("De Huiskamer", sentence="Stand 0.")
    for number in range(1, 4):
        Organisation.objects.filter(pk=organisation.pk).update(sentence=f"Stand {number}.", version=F("version"))
        assert f"Stand {number}." in coordinator.get(organisation.get_absolute_url()).text

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from initiatives.models import Organisation
from netwerk.accounts.models import Role
from tests.admin import builders
from tests.people import person, sign_in


@pytest.mark.django_db(transaction=True)
def test_of_five_who_save_at_the_same_moment_one_is_first_and_four_are_told() -> None:
    row = builders.organisation()
    address = reverse("admin:initiatives_organisation_change", args=[row.pk])
    clients = [Client() for _number in range(5)]
    forms = []
    for number, client in enumerate(clients):
        sign_in(client, person(Role.COORDINATOR, f"c{number}@example.org"))
        forms.append(builders.typed_in(client, address, seeks=f"Tekst {number}"))
    ready, answers = Barrier(5), {}

    def save(number: int) -> None:
        ready.wait()
        response = clients[number].post(address, forms[number])
        told = "heeft dit gewijzigd op" in response.content.decode()
        answers[number] = (response.status_code, told)
        connections.close_all()

    threads = [Thread(target=save, args=[number]) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers.values()) == [(200, True)] * 4 + [(302, False)]
    first = next(number for number, answer in answers.items() if answer[0] == 302)
    assert Organisation.objects.get().seeks == f"Tekst {first}"
    assert row.history.count() == 2

"""What the same person sent before is found again, and nobody else's."""

from datetime import timedelta

from records import Store, new_token
from tests.records.examples import NOW, submission
from tests.records.people import person

HOUR = timedelta(hours=1)


def test_earlier_records_of_the_same_name_and_birth_date_come_the_newest_first(store: Store) -> None:
    first, second, third = (person(store, at=NOW + HOUR * place) for place in range(3))
    assert store.earlier.of(store.records.read(third)) == (second, first)
    assert store.earlier.of(store.records.read(first)) == ()


def test_somebody_of_the_same_name_alone_or_the_same_birth_date_alone_is_another(store: Store) -> None:
    person(store, birth_date="1990-02-28")
    person(store, full_name="Daniela Moreau")
    last = person(store, at=NOW + HOUR)
    assert store.earlier.of(store.records.read(last)) == ()


def test_a_form_that_was_sent_again_comes_from_the_same_person_whatever_name_it_gives(store: Store) -> None:
    token = new_token()
    first = store.records.submit(submission(store, id="first", token=token), NOW)
    again = submission(store, id="second", token=token).model_copy(update={"identity": {"full_name": "Z. Zuk"}})
    second = store.records.submit(again, NOW + HOUR)
    assert store.earlier.of(store.records.read(second)) == (first,)


def test_whoever_gave_no_birth_date_is_nobodys_double(store: Store) -> None:
    refs = [
        store.records.submit(
            submission(store, id=str(place)).model_copy(update={"identity": {"full_name": "Ana"}}), NOW + HOUR * place
        )
        for place in range(2)
    ]
    assert store.earlier.of(store.records.read(refs[1])) == ()


def test_an_erased_record_is_not_found_again(store: Store) -> None:
    first, second = person(store), person(store, at=NOW + HOUR)
    store.records.erase(first, NOW, "ana", "asked")
    assert store.earlier.of(store.records.read(second)) == ()

"""The calendar file: every date at its time, nothing about health in sight, and a moved visit moves its entries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from intake.answers import read_intake
from intake.clinic import Clinic
from intake.language import load_language
from records import Moved, Noted
from reports.calendar import calendar
from reports.origin import Kept
from rules.content import load_screening
from tests.reports.cases import APIXABAN, CLINIC, IBUPROFEN, SESSION, document

KEPT = Kept("SMP-7K3M-9QXA", "0" * 64, datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
IN_SUMMER = {"kind": "first_session", "at": "2027-03-29T14:00"}  # the clocks change the day before


def made(visit: dict[str, Any] | None = None, clinic: Clinic = CLINIC, moved: int = 0, **changed: Any) -> bytes | None:
    screening = load_screening(clinic)
    intake = read_intake(document(visit, **changed), screening.questionnaire, clinic)
    note = Moved(kind="first_session", at=KEPT.at)
    chart = tuple(Noted.of(note, "Ana", "Owner", number, KEPT.at, KEPT.hash, "") for number in range(1, moved + 1))
    kept = replace(KEPT, chart=chart)
    return calendar(screening, intake, screening.assess(intake), load_language("en"), kept)


def entries(file: bytes | None) -> dict[str, Any]:
    assert file is not None
    return {str(entry["summary"]): entry for entry in Calendar.from_ical(file).walk("VEVENT")}


def test_the_appointment_stands_at_its_time_on_the_clinics_clock() -> None:
    visit = entries(made(SESSION))["Appointment"]
    assert visit["dtstart"].dt == datetime(2026, 12, 14, 14, 0, tzinfo=ZoneInfo("Europe/London"))
    assert visit["dtend"].dt - visit["dtstart"].dt == timedelta(hours=4)


def test_each_step_of_preparation_and_aftercare_has_its_days() -> None:
    found = entries(made(SESSION))
    days = {title: (entry["dtstart"].dt, entry["dtend"].dt) for title, entry in found.items()}
    assert days["Appointment: The day before"] == (date(2026, 12, 13), date(2026, 12, 14))
    assert days["Appointment: The first 3 days"] == (date(2026, 12, 14), date(2026, 12, 18))
    assert days["Appointment: The 10 days after that"] == (date(2026, 12, 18), date(2026, 12, 28))
    assert days["Appointment: The first 4 weeks"] == (date(2026, 12, 14), date(2027, 1, 12))


def test_48_hours_are_elapsed_hours_also_where_the_clocks_change() -> None:
    step, visit = (
        entries(made(IN_SUMMER))[title]["dtstart"].dt for title in ("Appointment: 48 hours before", "Appointment")
    )
    assert visit.astimezone(UTC) - step.astimezone(UTC) == timedelta(hours=48)
    assert step.hour == 13


def test_another_zone_comes_with_its_own_clock() -> None:
    file = made(SESSION, CLINIC.model_copy(update={"zone": "America/New_York"}))
    assert file is not None
    assert b"TZID:America/New_York" in file
    assert entries(file)["Appointment"]["dtstart"].dt.utcoffset() == timedelta(hours=-5)


def test_nothing_of_what_was_answered_stands_in_a_calendar() -> None:
    plain = made(SESSION)
    told = made(SESSION, medicines_any="yes", medicines=[APIXABAN, IBUPROFEN], drinks_most_days="yes", full_name="Zoë")
    assert told == plain


def test_a_consultation_is_an_hour_and_needs_no_preparation() -> None:
    found = entries(made({"kind": "consultation", "at": "2026-12-14T14:00"}))
    assert list(found) == ["Appointment"]
    assert found["Appointment"]["dtend"].dt - found["Appointment"]["dtstart"].dt == timedelta(hours=1)


def test_a_visit_without_a_moment_has_no_calendar() -> None:
    assert made({"kind": "first_session", "at": None}) is None


def test_a_moved_visit_moves_the_entries_that_a_calendar_has() -> None:
    before = entries(made(SESSION))
    after = entries(made({"kind": "first_session", "at": "2026-12-21T10:00"}, moved=1))
    assert {title: str(entry["uid"]) for title, entry in after.items()} == {
        title: str(entry["uid"]) for title, entry in before.items()
    }
    assert {int(entry["sequence"]) for entry in before.values()} == {0}
    assert {int(entry["sequence"]) for entry in after.values()} == {1}


def test_every_entry_has_an_id_of_its_own() -> None:
    found = entries(made(SESSION)).values()
    assert len({str(entry["uid"]) for entry in found}) == len(found)


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kathmandu", "Pacific/Auckland"])
def test_the_same_visit_gives_the_same_bytes(zone: str) -> None:
    clinic = CLINIC.model_copy(update={"zone": zone})
    assert made(SESSION, clinic) == made(SESSION, clinic)

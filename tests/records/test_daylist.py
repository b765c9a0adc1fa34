"""A day's list is read however a spreadsheet wrote it; a line that cannot be is named, and nothing is guessed."""

from datetime import UTC, date, datetime

import pytest

from intake.clinic import Clinic
from records.daylist import Right, Wrong, read_list
from records.listfile import MOST_BYTES, MOST_LINES, ListRefused

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CLINIC = Clinic(country="GB", languages=("en", "xx"))
HEADING = "name,birth_date,date,time,kind,phone,email,language"


def read(text: str | bytes, clinic: Clinic = CLINIC) -> list[Right | Wrong]:
    return list(read_list(text if isinstance(text, bytes) else text.encode(), clinic, NOW))


def only(line: str, heading: str = HEADING, clinic: Clinic = CLINIC) -> Right | Wrong:
    (one,) = read(f"{heading}\n{line}\n", clinic)
    return one


def test_a_whole_line_is_somebody_expected() -> None:
    line = "Ana Ruiz,1990-02-28,2026-12-03,14:00,first session,020 7946 0000,ana@example.org,xx"
    found = only(line)
    assert isinstance(found, Right)
    expected = found.expected
    assert (expected.name, expected.birth_date, expected.kind) == ("Ana Ruiz", date(1990, 2, 28), "first_session")
    assert expected.at == datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
    assert (expected.phone, expected.email, expected.language) == ("020 7946 0000", "ana@example.org", "xx")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separator_letters_and_ends_of_line_are_found_out(separator: str, encoding: str, end: str) -> None:
    lines = [["Date of birth", "Client name", "Something else"], ["28.2.1990", "Zoë Müller", "x"]]
    text = end.join(separator.join(line) for line in lines)
    (found,) = read(text.encode(encoding))
    assert isinstance(found, Right)
    assert (found.expected.name, found.expected.kind, found.expected.at) == ("Zoë Müller", "consultation", None)


@pytest.mark.parametrize(
    ("written", "country", "read_as"),
    [
        ("1990-02-28", "GB", date(1990, 2, 28)),
        ("28.2.1990", "US", date(1990, 2, 28)),
        ("03/04/1990", "GB", date(1990, 4, 3)),
        ("03/04/1990", "US", date(1990, 3, 4)),
        ("28/02/1990", "CA", date(1990, 2, 28)),
        ("02/28/1990", "US", date(1990, 2, 28)),
        ("03/04/1990", "CA", None),
        ("02/28/1990", "GB", None),
        ("30.2.1990", "GB", None),
        ("28.2.90", "GB", None),
        ("28 Feb 1990", "GB", None),
        ("1990-2", "GB", None),
        ("2026-11-23", "GB", None),
        ("1890-02-28", "GB", None),
        ("", "GB", None),
    ],
)
def test_a_date_is_read_as_the_country_writes_it_and_never_guessed(
    written: str, country: str, read_as: date | None
) -> None:
    found = only(f"Ana,{written}", "name,dob", Clinic(country=country))
    if read_as is None:
        assert found == Wrong(2, "birth_date")
    else:
        assert isinstance(found, Right)
        assert found.expected.birth_date == read_as


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "long"),
        ({"name": "Ana\x07"}, "long"),
        ({"birth_date": "?"}, "birth_date"),
        ({"date": "tomorrow"}, "date"),
        ({"date": ""}, "date"),
        ({"time": ""}, "time"),
        ({"time": "25:00"}, "time"),
        ({"time": "noon"}, "time"),
        ({"date": "2026-11-22"}, "over"),
        ({"kind": "party"}, "kind"),
        ({"phone": "ask her"}, "phone"),
        ({"phone": "=HYPERLINK(1)"}, "phone"),
        ({"email": "ana"}, "email"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_what_is_wrong(changed: dict[str, str], why: str) -> None:
    cells = {"name": "Ana", "birth_date": "1990-02-28", "date": "2026-12-03", "time": "14:00",
             "kind": "", "phone": "", "email": "", "language": ""}  # fmt: skip
    assert only(",".join((cells | changed).values())) == Wrong(2, why)


@pytest.mark.parametrize(("written", "hour"), [("14:00", 14), ("2:00 pm", 14), ("12:00 a.m.", 0), ("9.30", 9)])
def test_a_time_is_read_where_it_can_mean_only_one(written: str, hour: int) -> None:
    found = only(f"Ana,1990-02-28,2026-12-03,{written}", "name,dob,date,time")
    assert isinstance(found, Right)
    assert found.expected.at
    assert found.expected.at.hour == hour


def test_day_and_time_may_stand_in_one_column() -> None:
    found = only("Ana,1990-02-28,2026-12-03 14:00", "name,dob,appointment")
    assert isinstance(found, Right)
    assert found.expected.at == datetime(2026, 12, 3, 14, 0, tzinfo=UTC)


def test_formulas_and_markup_stay_text() -> None:
    found = only("\"=1+1 <b>**Ana**</b>, 'x'\",1990-02-28", "name,dob")
    assert isinstance(found, Right)
    assert found.expected.name == "=1+1 <b>**Ana**</b>, 'x'"


def test_a_wrong_line_keeps_no_other_back_and_has_its_number_in_the_file() -> None:
    found = read("name,dob\nAna,1990-02-28\n,\n\nBen,?\nCleo,28.2.1990\n")
    assert [(one.line, type(one)) for one in found] == [(2, Right), (5, Wrong), (6, Right)]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"", "columns"),
        (b"name,date\nAna,2026-12-03\n", "columns"),
        (b"name,dob,Date of birth\nAna,1,2\n", "twice"),
        (b"name,dob\n\n", "empty"),
        (b'name,dob\n"Ana', "shape"),
        (b"PK\x03\x04\0\0", "shape"),
        (b"name,dob\n\x81\x8d", "shape"),
        (b"name,dob\n" + b"Ana,1990-02-28\n" * (MOST_LINES + 1), "long"),
        (b"x" * (MOST_BYTES + 1), "large"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(file: bytes, why: str) -> None:
    with pytest.raises(ListRefused) as refused:
        read(file)
    assert refused.value.why == why

"""The table names nobody: what is shown is shared by enough people, and the rest is coarser or left out."""

import stat
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from records import Ref, Store
from records.__main__ import app
from records.commands.outside import Outside
from records.crowding import AGE, BLANK, MONTH, QUASI, STEPS, VISIT, TooFewError, common, crowded
from records.table import no_formula, table, written
from tests.records.examples import NOW
from tests.records.people import person

MONTHS, AGES = ("2026-09", "2026-10", "2026-11", "2025-01"), ("18-29", "30-39", "60 and over", "")
VISITS = ("consultation", "first_session", "session", "touch_up")
MANY, ALONE = ("2026-11", "18-29", "session", 9), ("2025-01", "60 and over", "touch_up", 1)
ROW = st.tuples(st.sampled_from(MONTHS), st.sampled_from(AGES), st.sampled_from(VISITS), st.integers(0, 30))


def people_alike(told: pd.DataFrame, people: "pd.Series[str]") -> int:
    """How many share the rarest combination."""
    return int(people.groupby([told[column] for column in QUASI]).nunique().min())


@settings(max_examples=200)
@given(st.lists(ROW, min_size=1, max_size=60), st.integers(2, 7))
def test_every_combination_that_is_left_is_shared_by_enough_people(
    rows: list[tuple[str, str, str, int]], least: int
) -> None:
    whole = pd.DataFrame([row[:3] for row in rows], columns=QUASI, dtype="str")
    people = pd.Series([str(row[3]) for row in rows], dtype="str")
    if people.nunique() < least:
        with pytest.raises(TooFewError):
            crowded(whole, people, least)
        return
    told = crowded(whole, people, least)
    assert people_alike(told, people) >= least
    assert len(told) == len(rows)


def coarser_than(column: str, value: str) -> set[str]:
    """The value, and whatever the steps may make of it."""
    found = {value}
    for step, coarser in STEPS:
        if step == column:
            found |= {coarser(one) for one in found if one != BLANK}
    return found


@settings(max_examples=100)
@given(st.lists(ROW, min_size=8, max_size=60))
def test_nothing_is_ever_told_that_was_not_so(rows: list[tuple[str, str, str, int]]) -> None:
    whole = pd.DataFrame([row[:3] for row in rows], columns=QUASI, dtype="str")
    told = crowded(whole, pd.Series(range(len(rows))).astype("str"), 3)
    for column in QUASI:
        pairs = zip(whole[column], told[column], strict=True)
        assert all(after == BLANK or after in coarser_than(column, before) for before, after in pairs)


def hidden(*groups: tuple[str, str, str, int]) -> set[tuple[str, str, str, int]]:
    """Groups of so many people as (month, age, visit, number), told with at least 3 of each."""
    rows = [group[:3] for group in groups for _ in range(group[3])]
    whole = pd.DataFrame(rows, columns=QUASI, dtype="str")
    told = crowded(whole, pd.Series(range(len(rows))).astype("str"), 3)
    rows = [tuple(row) for row in told[QUASI].to_numpy()]
    return {(month, age, visit, rows.count((month, age, visit))) for month, age, visit in rows}


@pytest.mark.parametrize(
    ("groups", "left"),
    [
        ([("2026-11", "18-29", "session", 3)], {("2026-11", "18-29", "session", 3)}),
        (
            [("2026-10", "18-29", "session", 2), ("2026-11", "18-29", "session", 2)],
            {("2026-Q4", "18-29", "session", 4)},
        ),
        (
            [("2026-11", "18-29", "session", 2), ("2026-11", "18-29", "touch_up", 1)],
            {("2026-Q4", "18-29", "treatment", 3)},
        ),
        (
            [("2026-11", "18-29", "session", 2), ("2026-11", "30-39", "session", 1)],
            {("2026-Q4", "18-39", "treatment", 3)},
        ),
        (
            [("2026-02", "18-29", "session", 2), ("2026-11", "18-29", "session", 1)],
            {("2026", "18-39", "treatment", 3)},
        ),
        (
            [("2026-11", "18-29", "session", 2), ("2026-11", "18-29", "consultation", 1)],
            {("2026", "18-39", "", 3)},
        ),
        (
            [("2026-11", "18-29", "session", 4), ALONE],
            {("", "", "", 5)},
        ),
        (
            [MANY, ("2026-10", "18-29", "session", 4), ALONE],
            {MANY, ("", "", "", 5)},
        ),
    ],
    ids=["enough", "a quarter", "a treatment", "a wide band", "a year", "no visit", "nothing", "the smallest joins"],
)  # fmt: skip
def test_what_few_share_is_made_coarser_step_by_step(
    groups: list[tuple[str, str, str, int]], left: set[tuple[str, str, str, int]]
) -> None:
    assert hidden(*groups) == left


def test_many_records_of_one_person_are_no_crowd() -> None:
    whole = pd.DataFrame([("2026-11", "18-29", "session")] * 5, columns=QUASI, dtype="str")
    with pytest.raises(TooFewError):
        crowded(whole, pd.Series(["ana"] * 5, dtype="str"), 2)


def test_a_word_that_few_people_have_is_left_out() -> None:
    words = pd.Series(["clot stroke", "clot", "clot", "", "none"], dtype="str")
    people = pd.Series(["a", "b", "c", "d", "e"], dtype="str")
    assert list(common(words, people, 3)) == ["clot", "clot", "clot", "", ""]


def test_a_word_that_one_person_has_often_is_left_out() -> None:
    words, people = pd.Series(["clot"] * 3, dtype="str"), pd.Series(["a"] * 3, dtype="str")
    assert list(common(words, people, 2)) == [""] * 3


@pytest.fixture
def six(store: Store) -> list[Ref]:
    """Five alike, and one who is older, came another year, and had a stroke."""
    return fill(store)


def fill(store: Store) -> list[Ref]:
    alike = [
        person(store, at=NOW + timedelta(minutes=place), full_name=f"Ana {name}", birth_date="1990-05-06",
               contact="=cmd()", allergies=["latex"], allergy_reaction="rash")
        for place, name in enumerate(("Ruiz", "Roth", "Rey", "Rossi", "Roy"))
    ]  # fmt: skip
    odd = person(
        store, {"kind": "first_session", "at": None}, NOW - timedelta(days=400), full_name="Zdzisława Jones",
        birth_date="1950-01-01", heart_blood=["stroke"], stroke_date="2019",
    )  # fmt: skip
    return [*alike, odd]


@pytest.mark.usefixtures("six")
def test_a_row_tells_month_age_visit_outcome_and_ticks(store: Store) -> None:
    told = table(store, 1)
    row = told[told[AGE] == "30-39"].iloc[0]
    assert (row[MONTH], row[VISIT], row["outcome"]) == ("2026-11", "consultation", "suitable_with_precautions")
    assert (row["heart_blood"], row["allergies"], row["has_deadline"]) == ("none", "latex", "no")
    assert (row["levels"], row["rules"], row["open"]) == ("caution", "al-room", "")


@pytest.mark.usefixtures("six")
def test_the_one_who_is_unlike_the_others_cannot_be_told_from_them(store: Store) -> None:
    told = table(store, 5)
    assert set(map(tuple, told[QUASI].to_numpy())) == {("", "", "")}
    assert "stroke" not in told.to_csv()
    assert len(told) == 6


def test_nothing_of_a_person_is_in_the_table(store: Store, six: list[Ref]) -> None:
    told = table(store, 1)
    whole = told.to_csv()
    assert [clear for clear in ("Ana", "Zdzis", "1990", "2019", "cmd", *six) if clear in whole] == []
    asked = {"full_name", "birth_date", "contact", "stroke_date", "medicines", "pressure_top", "who"}
    assert asked & set(told.columns) == set()
    assert not [cell for cell in told.to_numpy().flat if "-" in cell and cell[:2] == "20" and len(cell) > 7]


@pytest.mark.usefixtures("six")
def test_the_rows_are_in_no_order_of_time(store: Store) -> None:
    told = table(store, 1)
    assert told.equals(told.sort_values(list(told.columns)).reset_index(drop=True))


def test_an_erased_person_is_not_counted(store: Store, six: list[Ref]) -> None:
    store.records.erase(six[-1], NOW, "command", "asked")
    assert len(table(store, 1)) == 5


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(sign: str) -> None:
    told = pd.DataFrame({f"{sign}a": [f"{sign}1+1", "plain"]}, dtype="str")
    read = pd.read_csv(BytesIO(written(told, "csv")), keep_default_na=False)
    assert [*read.columns, *read.iloc[:, 0]] == [f"'{sign}a", f"'{sign}1+1", "plain"]


@pytest.mark.parametrize("plain", ["", "a=b", "18-29", "2026-11", "'x"])
def test_what_is_no_formula_stays_as_it_is(plain: str) -> None:
    assert no_formula(plain) == plain


@pytest.mark.usefixtures("six")
def test_a_csv_is_plain_ascii_and_reads_back_the_same(store: Store) -> None:
    told = table(store, 1)
    text = written(told, "csv").decode("ascii")
    assert pd.read_csv(StringIO(text), dtype="str", keep_default_na=False).equals(told)


def run(url: str, key_file: Path, *arguments: str) -> Result:
    place = Outside({"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file)}, NOW)
    return CliRunner().invoke(app, ["table", *arguments], obj=place)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_command_writes_it_for_its_owner_only_and_notes_it(
    sqlite_url: str, key_file: Path, tmp_path: Path, form: str
) -> None:
    with Store.open(sqlite_url, key_file) as store:
        fill(store)
        told = table(store, 3)
    target = tmp_path / f"out.{form}"
    result = run(sqlite_url, key_file, str(target), "--min-count", "3")
    assert (result.exit_code, result.stdout) == (0, "Rows: 6.\n"), result.output
    read = pd.read_parquet(target) if form == "parquet" else pd.read_csv(target, dtype="str", keep_default_na=False)
    assert read.equals(told)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Store.open(sqlite_url, key_file) as store:
        last = list(store.audit.entries())[-1]
    assert (last.action, last.detail) == ("table.exported", {"rows": 6, "least": 3, "format": form})


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["{}/out.csv"], 1, "fewer than 5 people"),
        (["{}/out.xlsx"], 2, "neither .parquet nor .csv"),
        (["{}/out.csv", "--min-count", "1"], 2, "min-count"),
        (["{}/there.csv", "--min-count", "2"], 1, "is there already"),
    ],
)
def test_what_cannot_be_written_is_said(
    sqlite_url: str, key_file: Path, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "there.csv").write_text("mine")
    with Store.open(sqlite_url, key_file) as store:
        person(store)
        person(store, full_name="Ana Ruiz")
    result = run(sqlite_url, key_file, *(one.format(tmp_path) for one in arguments))
    assert (result.exit_code, said in result.stderr) == (code, True), result.output
    assert not (tmp_path / "out.csv").exists()
    assert (tmp_path / "there.csv").read_text() == "mine"

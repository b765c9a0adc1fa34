"""A clinic with very many records, made once and kept in build/: real records, each sealed with a key of its own."""

import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from benchmarks.people import BLOOD_THINNER, HEALTHY
from intake.answers import read_intake
from intake.clinic import load_clinic
from records import Store, Submission, new_token
from records.audit import CLIENT
from records.migrate import HEAD
from records.tables import QUEUE
from rules.content import load_screening, parts
from rules.screening import Screening

COUNT = 100_000
TO_DO = 10_000
"""So many are still to be done; a clinic with more has other worries."""
_AT_ONCE = 5_000
_DAYS = 60
BUILD = Path(__file__).parents[1] / "build"


def full_desk() -> Path:
    """The data folder; the first time this takes some minutes."""
    folder = BUILD / f"desk-{HEAD}-{COUNT}"
    if not folder.is_dir():
        making = folder.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        with opened(making) as store:
            _fill(store, datetime.now(UTC))
        making.rename(folder)
    return folder


def opened(folder: Path) -> Store:
    """The store in a data folder."""
    return Store.open(f"sqlite:///{folder / 'smp.sqlite'}", folder / "smp.key")


def _fill(store: Store, now: datetime) -> None:
    """What was sent in the last weeks, for visits of the next ones; all but the last are done with."""
    clinic = load_clinic(None)
    screening = load_screening(clinic)
    contents = {name: store.contents.keep(part) for name, part in parts(screening).items()}
    database, people = store.records._database, _people(screening, contents, now)
    for first in range(0, COUNT, _AT_ONCE):
        with database.writing() as connection:
            for number in range(first, first + _AT_ONCE):
                sent = now - timedelta(days=_DAYS) * (1 - number / COUNT)
                store.records._insert(connection, next(people), sent, CLIENT)
    ended = now - timedelta(days=_DAYS) * (TO_DO / COUNT)
    with database.writing() as connection:
        done = update(QUEUE).where(QUEUE.c.submitted_at < ended)
        connection.execute(done.values(done=True, state="ready", opened_at=now))
        connection.exec_driver_sql("ANALYZE")


def _people(screening: Screening, contents: dict[str, str], now: datetime) -> Iterator[Submission]:
    """Every tenth takes a blood thinner, every fiftieth of all is urgent; the visits are spread over the next weeks."""
    nothing: dict[str, Any] = {}
    taken = {"last_taken": (now - timedelta(hours=14)).isoformat(timespec="minutes")}
    entries: Any = BLOOD_THINNER["medicines"]
    medicines = [one | (taken if "last_taken" in one else {}) for one in entries]
    told = []
    for answers in (nothing, BLOOD_THINNER | {"medicines": medicines}):
        document: dict[str, Any] = {
            "assessed_at": now.isoformat(timespec="minutes"),
            "visit": {"kind": "first_session", "at": None},
            "answers": HEALTHY | answers,
        }
        assessed = screening.assess(read_intake(document, screening.questionnaire, screening.clinic))
        told.append((document, assessed.model_dump(mode="json", by_alias=True)))
    for number in range(COUNT):
        document, assessment = told[number % 10 == 0]
        name = f"Client {number} of {number % 997}"
        at = now + timedelta(days=60) * ((number * 7919 % COUNT) / COUNT)
        visit = {"kind": "first_session", "at": at.isoformat(timespec="minutes") if number % 4 else None}
        answers = {**document["answers"], "full_name": name}
        yield Submission(
            id=uuid.uuid4().hex,
            draft_token=new_token(),
            answers={**document, "visit": visit, "answers": answers},
            identity={"full_name": name, "birth_date": answers["birth_date"]},
            assessment={**assessment, "urgent": assessment["urgent"] if number % 50 == 0 else []},
            consents=[],
            contents=contents,
        )

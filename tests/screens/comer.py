"""Somebody who comes again, without a browser, and what is kept of them."""

from datetime import date, timedelta
from typing import Any

from intake.questionnaire import Questionnaire
from records import Expected, Store, Visit
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

NAME, BORN = "Daniel Moreau", date(1989, 4, 12)
LAST_TIME = NOW - timedelta(days=12)
NEXT_WEEK = NOW + timedelta(days=8)
NEAR = NOW + timedelta(hours=30)


def expect(
    store: Store, kind: Any = "first_session", name: str = NAME, born: date = BORN, at: Any = NEXT_WEEK
) -> Visit:
    return store.visits.add(Expected(kind=kind, at=at, name=name, birth_date=born), NOW, "ana")


def arrive(questionnaire: Questionnaire, visit: Visit) -> Visitor:
    return Visitor(questionnaire, token=visit.draft_token)


def give_birth_date(visitor: Visitor, day: date = BORN) -> None:
    for part in ("day", "month", "year"):
        visitor.widget("text_input", f"again.{part}").set_value(str(getattr(day, part)))
    visitor.press("continue")


def kept(store: Store, visit: Visit) -> dict[str, Any]:
    draft = store.drafts.read(visit.draft_token)
    return dict(draft.content) if draft else {}


def answers(store: Store, visit: Visit) -> dict[str, Any]:
    return dict(kept(store, visit).get("answers", {}))


def record(store: Store, visit: Visit) -> Any:
    ref = store.records.latest_of(visit.draft_token)
    assert ref
    return store.records.read(ref)


def comes(
    store: Store, questionnaire: Questionnaire, kind: Any = "first_session", at: Any = NEXT_WEEK
) -> tuple[Visitor, Visit]:
    """Somebody who was here before comes to their visit and has given their birth date."""
    visit = expect(store, kind, at=at)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
    return visitor, visit


def press_nothing(visitor: Visitor) -> None:
    visitor.widget("checkbox", "changed.none below").check().run()


def fill_page(visitor: Visitor) -> None:
    """Answer what the page asks; nothing has changed."""
    press_nothing(visitor)
    visitor.fill()

"""In one word how far each visit is, for everybody at the desk: nothing of what a form says."""

from collections.abc import Mapping, Sequence

from records import Visit
from reports.model import Meaning
from screens.desk.desk import Desk
from screens.desk.look import badge
from screens.text import Html, tag

SENDABLE = ("not_sent", "sent", "opened", "begun")
"""While a form is still to come."""
MEANINGS: Mapping[str, Meaning] = {"call": "ask", "letter": "letter", "move": "wait", "ready": "all_set"}
"""Those that say what is to be done before the visit, or that nothing is."""


def stages(desk: Desk, visits: Sequence[Visit]) -> Mapping[str, str]:
    """The key of each visit's word (`desk.stage.<key>`), by the visit's id; two looks for the whole list."""
    progress = desk.store.invitations.progresses(visits)
    sent = [visit for visit in visits if progress[visit.id] == "in"]
    states = desk.store.queue.states([visit.draft for visit in sent]) if sent else {}
    return {**progress, **{visit.id: states.get(visit.draft, "in") for visit in sent}}


def stage_word(desk: Desk, stage: str) -> Html:
    """The word as an element; with its sign where something is to be done before the visit, or nothing is."""
    word = desk.say(f"stage.{stage}")
    return badge(MEANINGS[stage], word) if stage in MEANINGS else tag("p", word, "smp-strong")

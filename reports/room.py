"""What is seen to in the room before somebody is treated: the ID, the patch test, the consents; and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from records import Drawn, Noted, Signature, id_seen, last_consent, last_test, refused
from records.note import CONSENTS, PatchTest, RoomConsent
from reports.case import Case
from reports.model import Consent
from rules.assessment import Assessment
from rules.screening import Screening

Lack = Literal["id", "consent", "patch_test"]
SHOWN = 8
"""So many digits of a wording's hash are printed: enough to tell versions apart."""


def test_rules(screening: Screening, found: Assessment) -> tuple[str, ...]:
    """The rules that hold, or count as if they did, and ask for a patch test."""
    counting = [one.rule for one in found.findings]
    counting += [point.rule for point in found.open if point.if_unknown == "as_if_true"]
    rules = screening.rulebook.by_id
    return tuple(name for name in counting if name in rules and any(need.test for need in rules[name].needs))


def test_asked(screening: Screening, found: Assessment) -> bool:
    """Is a patch test asked for: by the clinic of everyone, or by a rule?"""
    return screening.clinic.patch_test == "everyone" or bool(test_rules(screening, found))


def missing(screening: Screening, found: Assessment, chart: Sequence[Noted]) -> tuple[Lack, ...]:
    """What has not been seen to yet; a refusal was seen to."""
    lacks: list[Lack] = []
    if not id_seen(chart):
        lacks.append("id")
    if not last_consent(chart, "procedure"):
        lacks.append("consent")
    test = last_test(chart)
    if test_asked(screening, found) and not (test and test[1].step in ("read", "refused")):
        lacks.append("patch_test")
    return tuple(lacks)


def told_id(case: Case, chart: Sequence[Noted]) -> str:
    """ "passport, Ana Ruiz, Thu 3 Dec, 14:00"; "" where nobody looked."""
    seen = id_seen(chart)
    return _by(case, seen[0], seen[1].document) if seen else ""


def told_test(case: Case, chart: Sequence[Noted]) -> str:
    """How the patch test stands, in one line; "" where none was offered."""
    test = last_test(chart)
    if test is None:
        return ""
    noted, note = test
    text = case.language.say(f"reports.noted.patch_test.{step(note)}", signature=told_signature(case, note.signature))
    return _by(case, noted, f"{text}: {note.words}" if note.words else text)


def told_room(case: Case, chart: Sequence[Noted]) -> Iterator[str]:
    """The patch test and each consent as it stands now, a line each."""
    if test := told_test(case, chart):
        yield test
    for to in CONSENTS:
        if last := last_consent(chart, to):
            noted, note = last
            key = f"reports.noted.consent.{to}.{'given' if note.given else 'refused'}"
            yield _by(case, noted, case.language.say(key, signature=told_signature(case, note.signature)))


def told_consents(case: Case, chart: Sequence[Noted], texts: Mapping[str, str]) -> Iterator[Consent]:
    """What the client signed in the room, a refused patch test too: every consent word for word, with who signed it and
    the version of the wording."""
    say = case.language.say
    for noted in chart:
        note, witnessed = noted.note, {"moment": _moment(case, noted), "who": noted.by, "role": noted.role}
        if isinstance(note, RoomConsent):
            key, client = "given" if note.given else "refused", told_signature(case, note.signature)
            given = say(f"reports.consent.room.{key}", client=client, version=note.text[:SHOWN], **witnessed)
            yield Consent(text=texts.get(note.text, note.text), given=given, **_drawn(case, note.signature))
        elif isinstance(note, PatchTest) and note.step == "refused":
            text = say("reports.noted.patch_test.refused", signature=told_signature(case, note.signature))
            given = say("reports.consent.room.witnessed", **witnessed)
            yield Consent(text=text, given=given, **_drawn(case, note.signature))


def told_signature(case: Case, signature: Signature) -> str:
    """A signature in words: the name as it was typed, or of whom it is and that it was drawn."""
    return case.language.say("reports.noted.by_hand", name=case.name) if isinstance(signature, Drawn) else signature


def _drawn(case: Case, signature: Signature) -> dict[str, Any]:
    if not isinstance(signature, Drawn):
        return {}
    alt = case.language.say("reports.signature.alt", name=case.name)
    return {"strokes": signature.drawing.strokes, "alt": alt}


def no_photos(case: Case, chart: Sequence[Noted]) -> str:
    """The badge of somebody who refused photos, else ""."""
    return case.language.say("reports.room.no_photos") if refused(chart, "photos") else ""


def step(note: PatchTest) -> str:
    """How the texts call a step of the patch test."""
    return f"read_{'well' if note.well else 'not_well'}" if note.step == "read" else note.step


def _by(case: Case, noted: Noted, text: str) -> str:
    return case.language.say("reports.room.by", text=text, who=noted.by, moment=_moment(case, noted))


def _moment(case: Case, noted: Noted) -> str:
    return case.language.short_moment(noted.at.astimezone(case.clinic.clock))

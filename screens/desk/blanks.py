"""A text of a rule as a specialist checks it: filled in for this clinic, with blanks where a client's part goes."""

from screens.desk.desk import Desk

_CLIENTS = ("entry", "when", "not_before", "leave_out_from")


def with_blanks(desk: Desk, text: str) -> str:
    """ "You told us you take [the medicine]." """
    clinic = desk.clinic.placeholders()
    clinic["promise"] = desk.language.content("clinic.promise", desk.clinic.promise)
    return text.format_map({**clinic, **{name: f"[{desk.say(f'blank.{name}')}]" for name in _CLIENTS}})

"""Two visits that are one: what hangs on the second goes over to the first, which stays.

The form of the one that was begun or sent is kept, with its answers; where both were, nobody but a specialist can say
which counts, so they stay two.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select, update

from records.canonical import canonical
from records.errors import BothBegun, SameVisit, UnknownVisit
from records.file_places import body_place, key_place
from records.tables import DRAFTS, FILES, INVITATIONS, QUEUE, RECORDS, VISITS
from records.vault import Vault

_CONTACT = ("phone", "email")


def merge(connection: Connection, vault: Vault, keep: str, drop: str) -> None:
    """Let `keep` have the links, the files and the form of `drop`, which is gone then; what `keep` lacks of phone and
    email comes from there too. Raises UnknownVisit, SameVisit or BothBegun; Tampered for what does not open."""
    if keep == drop:
        raise SameVisit("This is one visit already. Choose another one to put together with it.")
    # In the order of their ids, so that two merges at once do not wait for each other.
    rows = {one: _locked(connection, one) for one in sorted((keep, drop))}
    kept, gone = rows[keep], rows[drop]
    theirs = _begun(connection, gone)
    if theirs and _begun(connection, kept):
        raise BothBegun(
            "A form was begun or sent for both of these visits, so they stay two. Ask a specialist which one counts."
        )
    for file in connection.execute(select(FILES).where(FILES.c.visit_id == drop)):
        _hand_over(connection, vault, file, keep)
    connection.execute(update(INVITATIONS).where(INVITATIONS.c.visit_id == drop).values(visit_id=keep))
    told, other = _opened(vault, kept), _opened(vault, gone)
    told |= {name: told[name] or other[name] for name in _CONTACT}
    if theirs:
        told["draft_token"] = other["draft_token"]
    connection.execute(delete(VISITS).where(VISITS.c.id == drop))
    place = f"visits/{keep}"
    body = vault.box(kept.wrapped_key, place).seal(canonical(told), f"{place}/body")
    form = gone.draft_id if theirs else kept.draft_id
    connection.execute(update(VISITS).where(VISITS.c.id == keep).values(body=body, draft_id=form))
    if theirs and kept.at:
        sent = select(RECORDS.c.id).where(RECORDS.c.draft_id == form)
        connection.execute(update(QUEUE).where(QUEUE.c.record_id.in_(sent)).values(visit_at=kept.at))


def _locked(connection: Connection, visit_id: str) -> Row[*tuple[Any, ...]]:
    row = connection.execute(select(VISITS).where(VISITS.c.id == visit_id).with_for_update()).one_or_none()
    if row is None:
        raise UnknownVisit("This visit is not known here.")
    return row


def _begun(connection: Connection, visit: Row[*tuple[Any, ...]]) -> bool:
    """Was the visit's form begun or sent?"""
    begun = exists().where(DRAFTS.c.id == visit.draft_id), exists().where(RECORDS.c.draft_id == visit.draft_id)
    return any(connection.scalar(select(one)) for one in begun)


def _opened(vault: Vault, visit: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    place = f"visits/{visit.id}"
    told: dict[str, Any] = json.loads(vault.box(visit.wrapped_key, place).open(visit.body, f"{place}/body"))
    return told


def _hand_over(connection: Connection, vault: Vault, file: Row[*tuple[Any, ...]], keep: str) -> None:
    """A file is bound to its visit, so it is sealed anew for the other."""
    body = vault.box(file.wrapped_key, key_place(file.id)).open(file.body, body_place(file.visit_id, file.id))
    box, wrapped_key = vault.new_box(key_place(file.id))
    sealed = box.seal(body, body_place(keep, file.id))
    moved = update(FILES).where(FILES.c.id == file.id)
    connection.execute(moved.values(visit_id=keep, wrapped_key=wrapped_key, body=sealed))

"""In one word how far each visit is, for everybody at the desk: nothing of what a form says."""

from collections.abc import Mapping, Sequence

from records import Visit
from screens.desk.desk import Desk


def stages(desk: Desk, visits: Sequence[Visit]) -> Mapping[str, str]:
    """The key of each visit's word (`desk.stage.<key>`), by the visit's id; one look for the whole list."""
    return dict(desk.store.invitations.progresses(visits))

"""The owner's page of the audit trail: the last entries, in words."""

import streamlit as st

from screens.desk.desk import Desk
from screens.desk.look import table
from screens.text import heading, plain, show

AT_ONCE = 200


def trail_page(desk: Desk) -> None:
    """Who did what, the latest first, and whether the chain holds."""
    heading(desk.say("page.trail"), desk.say("trail_intro"))
    if st.button(plain(desk.say("trail_check")), key="check"):
        faults = [str(fault) for _, fault in desk.store.audit.verify() if fault]
        desk.refuse("\n".join(faults[:10])) if faults else desk.done(desk.say("trail_whole"))
    names = {account.id: account.name for account in desk.store.accounts.all()}
    columns = [desk.say(f"trail_{part}") for part in ("at", "who", "what", "about")]
    rows = [
        [desk.moment(entry.at), names.get(entry.actor, entry.actor), entry.action, entry.subject]
        for entry in desk.store.audit.latest(AT_ONCE)
    ]
    show(table(desk.say("trail_table", count=len(rows)), columns, rows))
    desk.looked("audit.viewed")

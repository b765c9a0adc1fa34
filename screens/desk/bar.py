"""The bar at the top of every page of the desk: the clinic, the pages of this role, who is signed in, and leaving."""

from html import escape

import streamlit as st

from screens.desk.desk import Desk
from screens.desk.staff import sign_out
from screens.text import plain, show, tag

BELOW = ("record", "visit", "expect", "day_list", "same")
"""Pages that are reached from another one."""

_LANDMARK = """
export default function ({ data }) {
  const mark = (left) => {
    const bar = document.querySelector(".st-key-smp-nav");
    if (!bar) return void (left > 0 && setTimeout(() => mark(left - 1), 50));
    bar.setAttribute("role", "navigation");
    bar.setAttribute("aria-label", data.name);
  };
  mark(20);
}
"""
"""Streamlit has no element that is a landmark."""


def bar(desk: Desk, here: str) -> None:
    """`here` is the page that is shown. Its own link is an anchor of ours: a page_link does not say that it is it."""
    with st.container(key="smp-bar", horizontal=True):
        show(tag("p", desk.clinic.name, "smp-desk"))
        with st.container(key="smp-nav", horizontal=True):
            for name, page in desk.pages.items():
                label = desk.say(f"page.{name}")
                if name in BELOW:
                    continue
                if name == here:
                    show(f'<a class="smp-here" aria-current="page" href="/{name}" target="_self">{escape(label)}</a>')
                else:
                    st.page_link(page, label=plain(label))
        with st.container(key="smp-who", horizontal=True):
            show(tag("p", f"{desk.account.name}, {desk.say(f'role.{desk.account.role}')}"))
            _ways_out(desk)
    st.components.v2.component("smp_landmark", js=_LANDMARK)(key="landmark", data={"name": desk.say("pages")}, height=1)


def _ways_out(desk: Desk) -> None:
    if desk.store.accounts.has_pin(desk.account.id) and st.button(plain(desk.say("lock")), key="lock", type="tertiary"):
        desk.store.sessions.lock(desk.key, desk.now)
        st.rerun()
    if st.button(plain(desk.say("sign_out")), key="sign_out", type="tertiary"):
        sign_out(desk.wiring, desk.key)
        st.rerun()

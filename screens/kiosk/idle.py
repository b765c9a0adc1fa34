"""What the kiosk's page does by itself: it notices that nobody touches it, covers itself, and goes back to the start.

The page tells the server in a fragment, so that no answer is read and nothing else is drawn anew because of it. What it
does not tell is lost to nobody: the server ends a sitting by its own clock (sitting.py).
"""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from intake.clinic import Kiosk
from screens.kiosk.sitting import TOLD_EVERY, Sitting

Told = Literal["", "touched", "away", "gone"]
HOME = "/kiosk"
CODE_SHOWN = 180
"""Seconds for which a code may be copied down."""

_SCRIPT = """
export default function ({ data, setTriggerValue }) {
  const idle = (window.smpIdle ??= { last: Date.now(), told: Date.now(), touched: false, turn: -1, asked: "" });
  const home = () => location.replace(data.home);
  const root = document.documentElement;
  idle.data = data;
  idle.tell = (what) => setTriggerValue("told", what);
  if (idle.turn !== data.turn) {
    Object.assign(idle, { turn: data.turn, last: Date.now(), asked: "" });
  }
  if (data.mode !== "form" || idle.asked === "") root.classList.remove("smp-covered");
  if (data.left) return void home();
  if (idle.watching) return;
  idle.watching = true;
  const plain = () => {
    for (const field of document.querySelectorAll("input:not([autocomplete=off]),textarea:not([autocomplete=off])"))
      field.setAttribute("autocomplete", "off");
  };
  plain();
  new MutationObserver(plain).observe(document.body, { childList: true, subtree: true });
  const touch = () => {
    idle.touched = true;
    if (idle.asked) return;
    idle.last = Date.now();
    if (idle.data.mode === "form" && idle.last - idle.told >= idle.data.tell * 1000) {
      idle.told = idle.last;
      idle.tell("touched");
    }
  };
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"])
    addEventListener(kind, touch, { capture: true, passive: true });
  addEventListener("pageshow", (event) => event.persisted && location.replace(idle.data.home));
  const look = () => {
    const { mode, hide, end } = idle.data;
    const away = (Date.now() - idle.last) / 1000;
    if (mode === "form" && away >= hide && !idle.asked) {
      idle.asked = "away";
      root.classList.add("smp-covered");
      if (document.activeElement) document.activeElement.blur();
      idle.tell("away");
    } else if ((mode === "form" || mode === "hidden") && away >= end && idle.asked !== "gone") {
      idle.asked = "gone";
      root.classList.add("smp-covered");
      idle.tell("gone");
      setTimeout(() => location.replace(idle.data.home), 2000);
    } else if ((mode === "start" && idle.touched || mode === "between") && away >= hide) {
      location.replace(idle.data.home);
    }
  };
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
}
"""
"""A page that comes out of the browser's memory is loaded anew; what covers the page is style (look.py)."""


def watch(kiosk: Kiosk, held: Sitting, take: Callable[[Told], None]) -> None:
    """Let the page watch itself; `take` is given what it tells."""
    mode = ("hidden" if held.hidden else "form") if held.token else "between" if held.between else "start"
    hide = CODE_SHOWN if held.between == "code" else kiosk.hide_after
    data = {
        "mode": mode, "hide": hide, "end": kiosk.end_after, "turn": held.turn, "left": held.left, "home": HOME,
        "tell": TOLD_EVERY,
    }  # fmt: skip

    @st.fragment
    def watching() -> None:
        told = st.components.v2.component("smp_idle", js=_SCRIPT, isolate_styles=False)(
            key="idle", data=data, height=1, on_told_change=lambda: None
        )
        take(getattr(told, "told", None) or "")

    watching()

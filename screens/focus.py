"""After a step the page begins at its top and the heading, or the summary of what is wrong, takes the focus.

Streamlit leaves the focus where the pressed button was, which is nowhere: a screen reader would not say that
the page is new.
"""

import streamlit as st

_SCRIPT = """
export default function ({ data }) {
  const before = window.smpShown;
  window.smpShown = data.shown;
  if (before === data.shown) return;
  const main = document.querySelector('[data-testid="stMain"]');
  const wait = (left) => {
    const found = document.querySelector(data.errors ? ".smp-errors" : "h1");
    if (!found && left > 0) return void setTimeout(() => wait(left - 1), 50);
    if (main) main.scrollTo(0, 0);
    if (before === undefined || !found) return;
    found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
  };
  setTimeout(() => wait(20), 80);
}
"""


def focus(shown: str, errors: bool) -> None:
    """Tell the browser what is shown; when that changed since the last run, the focus moves."""
    st.components.v2.component("smp_focus", js=_SCRIPT, isolate_styles=False)(
        key="focus", data={"shown": shown, "errors": errors}, height=1
    )

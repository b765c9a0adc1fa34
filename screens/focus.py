"""What a screen reader needs beside the words: where the page begins after a step, and what belongs together.

Streamlit leaves the focus where the pressed button was, which is nowhere; a screen reader would not say that the page
is new. So the heading takes it, or the summary of what is wrong. Nor has Streamlit a fieldset: several boxes under one
question become a group of that question's name, and a medicine's questions a group of its name.
"""

import streamlit as st

_SCRIPT = """
function named() {
  for (const group of document.querySelectorAll('[class*="st-key-"][class*="-group-"], [class*="-entry-card-"]')) {
    const above = "preceding::h2[contains(@class, 'smp-question')][1]";
    const name = group.querySelector(".smp-name")
      || document.evaluate(above, group, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
    if (!name || group.getAttribute("aria-label") === name.textContent) continue;
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", name.textContent);
  }
}
export default function ({ data }) {
  if (!window.smpNaming) {
    window.smpNaming = new MutationObserver(named);
    window.smpNaming.observe(document.body, { childList: true, subtree: true });
  }
  named();
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

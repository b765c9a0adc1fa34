"""From a page of the desk to a client's form in this very tab.

The link is opened by a form that the page sends by itself: so its token stands in no address and in no history.
"""

import streamlit as st

from screens.text import heading

_SCRIPT = """
export default function ({ data }) {
  if (window.smpToForm === data.link) return;
  window.smpToForm = data.link;
  const form = document.createElement("form");
  form.method = "post";
  form.action = data.link;
  document.body.append(form);
  form.submit();
}
"""


def hand_over(link: str) -> None:
    """Let the next run, in which nobody is signed in any more, leave for the form behind `link`."""
    st.session_state["handed over"] = link


def to_form(title: str) -> bool:
    """Leave for the form, if this device was handed over in the run before."""
    link = st.session_state.pop("handed over", None)
    if link is None:
        return False
    heading(title)
    st.components.v2.component("smp_to_form", js=_SCRIPT, isolate_styles=False)(
        key="to_form", data={"link": link}, height=1
    )
    return True

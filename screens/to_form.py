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


def to_form(link: str, title: str) -> None:
    """Leave for the form behind `link`."""
    heading(title)
    st.components.v2.component("smp_to_form", js=_SCRIPT, isolate_styles=False)(
        key="to_form", data={"link": link}, height=1
    )

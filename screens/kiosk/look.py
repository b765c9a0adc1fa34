"""The kiosk's own style: large type, nothing that a finger pulls into view, and the cover over what is hidden."""

import streamlit as st

_SHEET = """<style>
html{font-size:22px}
html,body,.stApp,[data-testid=stMain]{overscroll-behavior:none}
html.smp-covered .stApp{visibility:hidden}
input::-webkit-contacts-auto-fill-button,input::-webkit-credentials-auto-fill-button{display:none!important}
.smp-tongues{gap:.5rem}
.smp-tongues a{display:inline-flex;align-items:center;min-height:3rem;padding:0 1rem;border:1px solid var(--smp-edge);
  border-radius:.6rem;color:var(--smp-strong)!important;text-decoration:none!important}
.smp-tongues [aria-current]{border:2px solid var(--smp-strong);background:var(--smp-tint)}
.smp-aside{border-top:1px solid var(--smp-line);color:var(--smp-muted);margin:2.5rem 0 0;padding-top:1rem}
</style>"""


def look() -> None:
    """Put it on the page, below the form's own."""
    st.html(_SHEET)

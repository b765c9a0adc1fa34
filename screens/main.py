"""The script that Streamlit runs for each visitor."""

import streamlit as st

from intake.language import load_language

st.title(load_language("en").say("web.opening"))

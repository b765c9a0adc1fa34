"""Everything that people see and touch, in Streamlit; what it means is decided in the rooms below."""

"""Everything between the browser and Streamlit, as plain ASGI: headers, static files, the first page, signing in.

Nothing here imports Streamlit, and nothing knows a question or a rule.
"""

"""Everything between the browser and Streamlit, as plain ASGI: headers, static files, the first page, /healthz.

Nothing here imports Streamlit, and nothing knows a question, a rule or a record.
"""

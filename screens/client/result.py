"""The result: one of three faces, what we noticed, and what to do by when."""

from screens.form import Form
from screens.text import heading


def result_page(form: Form) -> None:
    ref = form.store.records.latest_of(form.draft.token)
    if ref is None:
        form.go("landing")
        return
    heading("Result", str(form.store.records.read(ref).assessment["outcome"]))

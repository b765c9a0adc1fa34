"""A client at the form, without a browser: finds fields by their words, as a person does."""

from typing import Any

from streamlit.testing.v1 import AppTest

from intake.questionnaire import Questionnaire

HEALTHY = {
    "full_name": "Jan Novák",
    "birth_date": ("27", "3", "1988"),
    "contact": "jan@example.org",
    "may_leave_message": "yes",
    "for_whom": "myself",
    "wanted_where": ["crown"],
    "hair_worn": "shaved",
    "hairline_taste": "soft",
    "has_deadline": "no",
    "hair_loss_kind": ["pattern_slow"],
    "hair_loss_change": "same",
    "shedding": "usual",
    "skin_type": "sometimes_burns",
    "scalp_oil": "ordinary",
    "pain_coping": "usually",
    "medicine_stopped": "no",
    "signature": "Jan Novák",
}
"""What a healthy man answers; every other list is "none of these", every other question "no"."""


class Visitor:
    """One tab of a browser. Every method is one thing that a person does."""

    def __init__(
        self, questionnaire: Questionnaire, answers: dict[str, Any] | None = None, token: str | None = None
    ) -> None:
        """`token` is that of a draft to come back to."""
        self.questionnaire = questionnaire
        self.answers = HEALTHY | (answers or {})
        self.app = AppTest.from_file("../../screens/main.py", default_timeout=60)
        self.app.run()
        if token:
            self.app.session_state["tab"].update(token=token, version=None)
            self.app.run()

    @property
    def said(self) -> str:
        """All words of the page that are no widget's."""
        return " ".join(element.proto.body for element in self.app.get("html"))

    @property
    def heading(self) -> str:
        return self.said.partition('<h1 class="smp-title">')[2].partition("</h1>")[0]

    def widget(self, kind: str, name: str) -> Any:
        """The widget whose key ends with `name`."""
        found = [one for one in self.app.get(kind) if str(one.key).partition(".")[2] == name]
        return found[0] if found else None

    def press(self, key: str) -> None:
        next(button for button in self.app.button if str(button.key).endswith(key)).click().run()
        assert not self.app.exception

    def fill(self) -> None:
        """Answer everything that is asked on this page, then what appeared through that, until nothing more does."""
        done: set[str] = set()
        while fresh := [name for name in self.asked if name not in done]:
            for name in fresh:
                self._give(name, self.answers.get(name))
            self._see()
            done.update(fresh)
        if self.widget("radio", "visit.kind") and not self.widget("radio", "visit.kind").value:
            self.widget("radio", "visit.kind").set_value("first_session").run()

    @property
    def asked(self) -> list[str]:
        """The questions that have a field on this page, in their order."""
        named = {str(one.key).partition(".")[2] for kind in _KINDS for one in self.app.get(kind)}
        questions = {name.partition(".")[0] for name in named if name.partition(".")[2] in _PARTS}
        return [name for name in self.questionnaire.questions if name in questions]

    def answer(self, name: str, value: Any) -> None:
        """Give one answer in the shape of HEALTHY, and see what the page says to it."""
        self._give(name, value)
        self._see()

    def _see(self) -> None:
        self.app.run()
        assert not self.app.exception

    def _give(self, name: str, value: Any) -> None:
        question = self.questionnaire.questions[name]
        match question.type:
            case "yes_no" | "choice":
                self.widget("radio", name).set_value(value or "no")
            case "choices" | "zones":
                for one in value or ["none below"]:
                    self.widget("checkbox", f"{name}.{one}").check()
            case "date" if isinstance(value, tuple):
                for part, text in zip(("day", "month", "year"), value, strict=True):
                    self.widget("text_input", f"{name}.{part}").set_value(text)
            case "consent":
                self.widget("checkbox", name).check()
            case "text" | "signature":
                field = self.widget("text_input", name) or self.widget("text_area", name)
                field.set_value(value or "")
            case "number":
                self.widget("number_input", name).set_value(value)
            case "medicines":
                self.add_medicine(name, value)
            case _ if value is None:
                self.widget("checkbox", f"{name}.not_sure").check()

    def add_medicine(self, name: str, entries: list[dict[str, str]] | None) -> None:
        for place, entry in enumerate(entries or []):
            self.app.session_state[self.widget("selectbox", f"{name}.name").key] = entry["name"]
            self.app.run()
            for part in ("advised", "still", "ended_by"):
                if part in entry:
                    self.widget("radio", f"{name}.{place}.{entry['name']}.{part}").set_value(entry[part]).run()

    def walk_to(self, section: str) -> None:
        """From the first page to the page of a section, answering on the way."""
        title = next(one.title for one in self.questionnaire.sections if one.id == section)
        self.press("continue")
        for _ in self.questionnaire.sections:
            if self.heading == title:
                return
            self.fill()
            self.press("continue")
        raise AssertionError(f"never came to {section}; stopped at {self.heading}: {self.said[:2000]}")

    def walk(self) -> None:
        """From the first page to the result."""
        self.walk_to(self.questionnaire.sections[-1].id)
        self.fill()
        self.press("continue")


_KINDS = ("radio", "checkbox", "text_input", "text_area", "selectbox", "number_input")
_PARTS = {"", "day", "none below", "year", "recent", "name", "not_sure"}
"""What the field of a question may be called behind its name."""

"""What the tests of one record's page share: opening it, choosing in it, and whoever sits in front of it."""

from typing import Any

from records import Account, Ref, Store
from tests.screens.colleague import PASSWORD, Colleague, hire
from tests.screens.desk.desk import Sit


class AtRecord:
    """Ana, a specialist, with one record open."""

    def __init__(self, sit: Sit, account: Account, ref: Ref) -> None:
        self.account, self.ref = account, ref
        self.colleague: Colleague = sit(account)
        self.colleague.app.session_state["record"] = str(ref)
        self.colleague.open("record")

    @classmethod
    def ana(cls, store: Store, sit: Sit, ref: Ref) -> "AtRecord":
        return cls(sit, hire(store, "ana", "specialist"), ref)

    @property
    def said(self) -> str:
        return self.colleague.said

    @property
    def refused(self) -> str:
        """What stands in the box of errors."""
        return self.said.partition('class="smp-errors"')[2].partition("</div>")[0]

    def radio(self, key: str, value: Any) -> None:
        """Choose among cards."""
        next(one for one in self.colleague.app.radio if str(one.key).endswith(key)).set_value(value)
        self.colleague.run()

    def choose(self, key: str, value: Any) -> None:
        """Choose in a list."""
        self.colleague.choose(key, value)
        self.colleague.run()

    def write(self, key: str, text: str) -> None:
        """Into the field whose key ends so, of one line or more."""
        fields = (*self.colleague.app.text_input, *self.colleague.app.text_area)
        next(one for one in fields if str(one.key).endswith(key)).set_value(text)
        self.colleague.run()

    def holds(self, key: str) -> str:
        """What such a field holds."""
        fields = (*self.colleague.app.text_input, *self.colleague.app.text_area)
        return str(next(one for one in fields if str(one.key).endswith(key)).value)

    def chosen(self, key: str) -> Any:
        return next(one for one in self.colleague.app.radio if str(one.key).endswith(key)).value

    def has(self, key: str) -> bool:
        """Is there such a radio, field or button?"""
        app = self.colleague.app
        return any(str(one.key).endswith(key) for one in (*app.radio, *app.text_input, *app.text_area, *app.button))

    def press(self, key: str) -> None:
        self.colleague.press(key)

    def sign(self, secret: str = PASSWORD) -> None:
        """Type the password or PIN, and sign."""
        self.colleague.type(secret=secret)
        self.press("Sign")

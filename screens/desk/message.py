"""The text that a client is sent, and addresses that open the phone's own programs with it. Nothing is sent from here.

It names the clinic and the link, in the client's language, and says nothing about health.
"""

from typing import NamedTuple
from urllib.parse import quote

from intake.clinic import Clinic
from intake.language import Language
from intake.phone import international
from records import Visit


class Message(NamedTuple):
    """What is said, and to whom; a receiver that is not known is ""."""

    subject: str
    text: str
    phone: str
    email: str

    @property
    def sms(self) -> str:
        # "?&" is read by telephones that look for either sign before the text.
        return f"sms:{self.phone}?&body={quote(self.text, safe='')}"

    @property
    def whatsapp(self) -> str:
        receiver = f"phone={self.phone.removeprefix('+')}&" if self.phone.startswith("+") else ""
        return f"whatsapp://send?{receiver}text={quote(self.text, safe='')}"

    @property
    def mail(self) -> str:
        subject, body = quote(self.subject, safe=""), quote(self.text, safe="")
        return f"mailto:{quote(self.email, safe='@')}?subject={subject}&body={body}"


def message(visit: Visit, link: str, clinic: Clinic, language: Language) -> Message:
    """The invitation to a visit's form."""
    subject = language.say("desk.message.subject", clinic=clinic.name)
    return to_client(visit, subject, language.say(f"desk.message.{visit.kind}", clinic=clinic.name, link=link), clinic)


def to_client(visit: Visit | None, subject: str, text: str, clinic: Clinic) -> Message:
    """A text to whoever a visit is of; without a visit nobody knows how to reach them."""
    phone, email = (visit.phone, visit.email) if visit else ("", "")
    return Message(subject, text, international(phone, clinic.country) or _dialled(phone), email)


def _dialled(phone: str) -> str:
    """A number that is only known as it is dialled here."""
    return "".join(sign for sign in phone if sign.isdigit())

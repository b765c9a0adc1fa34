"""Ways in which a notice leaves: a mail through somebody's server, or a POST to a web address. Each waits its turn."""

import json
import smtplib
import ssl
from email.message import EmailMessage
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from web.loopback import is_loopback
from web.notice_settings import PORTS

PATIENCE = 10.0
"""Seconds that a server is given for each of its answers."""


class SendError(Exception):
    """A server did not take a notice; the message is a word or code of its protocol and holds no secret."""


class Message(NamedTuple):
    """What is told: a line such as "1 new, 1 urgent", and its numbers."""

    subject: str
    text: str
    new: int
    urgent: int


def post(url: str, message: Message) -> None:
    """POST it as JSON: text, new, urgent. Raises SendError."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    body = json.dumps({"text": message.text, "new": message.new, "urgent": message.urgent})
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, {"Content-Type": "application/json"})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        raise SendError(type(error).__name__) from None
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise SendError(f"HTTP {status}")


def mail(server: str, sender: str, receivers: list[str], message: Message) -> None:
    """Send it as a mail through smtp(s)://user:password@host:port. Raises SendError.

    Any other machine than this one is spoken to encrypted, or not at all.
    """
    parts = urlsplit(server)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, ", ".join(receivers), message.subject
    letter.set_content(message.text)
    context = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
            if parts.scheme == "smtps"
            else smtplib.SMTP(host, port, timeout=PATIENCE)
        ) as speaking:
            if parts.scheme == "smtp" and not is_loopback(host):
                speaking.starttls(context=context)
            if parts.username:
                speaking.login(unquote(parts.username), unquote(parts.password or ""))
            speaking.send_message(letter)
    except smtplib.SMTPResponseException as error:
        raise SendError(f"SMTP {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise SendError(type(error).__name__) from None

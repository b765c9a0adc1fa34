"""Where notices go: a web address, a mail server, both or neither."""

from typing import Self
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, Field, field_validator, model_validator

from web.loopback import is_loopback

PORTS = {"smtp": 587, "smtps": 465}


class NoticeSettings(BaseModel):
    """`notice_url` and `notice_smtp` may hold secrets, so neither is ever shown whole."""

    notice_url: str = Field("", repr=False)
    notice_smtp: str = Field("", repr=False)
    notice_from: str = ""
    notice_to: str = ""
    """Addresses, with commas between them."""

    @field_validator("notice_url")
    @classmethod
    def _url_is_encrypted(cls, url: str) -> str:
        parts = _split(url, "https://hooks.example.org/a1b2c3")
        if url and not (parts.hostname and (parts.scheme == "https" or _local(parts, "http"))):
            raise ValueError("must begin with https:// and name a host")
        return url

    @field_validator("notice_smtp")
    @classmethod
    def _server_is_one(cls, url: str) -> str:
        parts = _split(url, "smtp://user:password@mail.example.org:587")
        if url and not (parts.scheme in PORTS and parts.hostname and not parts.path.strip("/")):
            raise ValueError("must look like smtp://user:password@mail.example.org:587, or smtps:// for port 465")
        return url

    @model_validator(mode="after")
    def _mail_has_both_ends(self) -> Self:
        told = {"SMP_NOTICE_FROM": self.notice_from, "SMP_NOTICE_TO": self.notice_to}
        for name, value in told.items():
            if bool(value) != bool(self.notice_smtp):
                raise ValueError(f"{name}: a mail needs SMP_NOTICE_SMTP, SMP_NOTICE_FROM and SMP_NOTICE_TO, all three")
            if any("@" not in one or one != one.strip() or not one.isprintable() for one in _each(value)):
                raise ValueError(f"{name}: this is no mail address; write for example desk@example.org")
        return self

    @property
    def receivers(self) -> list[str]:
        """The mail addresses that a notice goes to."""
        return _each(self.notice_to)

    def notices_shown(self) -> str:
        """Where notices go, without a secret."""
        ways = []
        if self.notice_url:
            ways.append(f"to {urlsplit(self.notice_url).hostname}")
        if self.notice_smtp:
            ways.append(f"by mail to {', '.join(self.receivers)} through {urlsplit(self.notice_smtp).hostname}")
        return " and ".join(ways) or "none (SMP_NOTICE_URL or SMP_NOTICE_SMTP sends some)"


def _split(url: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # reading it raises for what is no port number
    except ValueError:
        raise ValueError(f"is no address; write for example {example}") from None
    return parts


def _local(parts: SplitResult, scheme: str) -> bool:
    return parts.scheme == scheme and is_loopback(parts.hostname or "")


def _each(addresses: str) -> list[str]:
    return [one.strip() for one in addresses.split(",") if one.strip()]

"""All settings that come from outside, checked once at start: what is wrong is said in plain lines, then it stops."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator

from web.loopback import is_loopback
from web.notice_settings import NoticeSettings

VARIABLES = {
    "SMP_DATA": "data",
    "DATABASE_URL": "database_url",
    "SMP_KEY_FILE": "key_file",
    "SMP_CLINIC": "clinic",
    "SMP_URL": "url",
    "SMP_NOTICE_URL": "notice_url",
    "SMP_NOTICE_SMTP": "notice_smtp",
    "SMP_NOTICE_FROM": "notice_from",
    "SMP_NOTICE_TO": "notice_to",
}
"""Environment variable -> field of Settings."""
FILES = {f"{name}_FILE": name for name in ("SMP_NOTICE_URL", "SMP_NOTICE_SMTP")}
"""Variables that name a file in which the value of another one stands: it is a secret."""


class SettingsError(Exception):
    """Settings that may not be served; one line for each thing that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class Settings(NoticeSettings):
    """Where this installation keeps its data and how people reach it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Path("data")
    database_url: str = Field("", repr=False)
    key_file: Path = Path()
    clinic: Path | None = None
    url: str
    address: str = "127.0.0.1"
    """What the server listens on: from Streamlit's own settings, not from the environment."""

    @model_validator(mode="before")
    @classmethod
    def _beside_the_data(cls, values: dict[str, object]) -> dict[str, object]:
        data = Path(str(values.get("data", "data"))).absolute()
        beside = {"database_url": f"sqlite:///{data / 'smp.sqlite'}", "key_file": data / "smp.key"}
        return beside | values | {"data": data}

    @field_validator("clinic")
    @classmethod
    def _clinic_exists(cls, file: Path | None) -> Path | None:
        if file and not file.is_file():
            raise ValueError(f"there is no file {file}")
        return file

    @field_validator("url")
    @classmethod
    def _url_is_an_origin(cls, url: str) -> str:
        try:
            parts = urlsplit(url)
            _ = parts.port  # reading it raises for what is no port number
        except ValueError:
            raise ValueError("is no address; write for example https://intake.example.org") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must begin with https:// and name a host, for example https://intake.example.org")
        if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
            raise ValueError("must be scheme and host only, for example https://intake.example.org")
        return f"{parts.scheme}://{parts.netloc}"

    @model_validator(mode="after")
    def _health_answers_travel_encrypted(self) -> Self:
        if not self.https and not is_loopback(self.host):
            raise ValueError(
                f"SMP_URL: {self.url} is not this machine, so it must be https; health answers travel there"
            )
        if not self.https and not is_loopback(self.address):
            raise ValueError(
                f"server.address: {self.address or 'every address'} can be reached from outside without encryption; "
                "listen on 127.0.0.1, or set SMP_URL to the https address that people use"
            )
        return self

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def hosts(self) -> list[str]:
        """The host names under which this server answers; any other may be a page that rebinds its name to us."""
        return [self.host, "127.0.0.1", "localhost", "[::1]"]

    @property
    def cache(self) -> Path:
        """What can be made again at any time: compressed static files."""
        return self.data / "cache"

    def shown(self) -> list[str]:
        """The settings in force, a line each, without a secret."""
        return [
            f"address   {self.url} (listening on {self.address or 'every address'})",
            f"data      {self.data}",
            f"database  {_without_secrets(self.database_url)}",
            f"key file  {self.key_file}",
            f"clinic    {self.clinic or 'as the rulebook has it (SMP_CLINIC names a settings file)'}",
            f"notices   {self.notices_shown()}",
        ]


def read_settings(environment: Mapping[str, str], address: str | None, port: int) -> Settings:
    """The settings in `environment` of a server that listens on `address` (None: on every one). Raises SettingsError.

    An empty variable counts as not set. An SMP_ variable that does not exist is refused: it may be a misspelt one.
    """
    allowed = [*VARIABLES, *FILES]
    unknown = sorted(name for name in environment if name.startswith("SMP_") and name not in allowed)
    faults = [f"{name}: there is no such setting; allowed: {', '.join(allowed)}" for name in unknown]
    given = {"url": f"http://127.0.0.1:{port}"}
    given |= {field: environment[name] for name, field in VARIABLES.items() if environment.get(name)}
    for name, meant in FILES.items():
        if environment.get(name):
            try:
                given[VARIABLES[meant]] = _secret(environment, name, meant)
            except ValueError as error:
                faults.append(f"{name}: {error}")
    try:
        settings = Settings.model_validate(given | {"address": address or ""})
    except ValidationError as error:
        names = {field: name for name, field in VARIABLES.items()}
        for one in error.errors(include_url=False):
            where = f"{names.get(str(one['loc'][0]), one['loc'][0])}: " if one["loc"] else ""
            faults.append(where + one["msg"].removeprefix("Value error, "))
        raise SettingsError(faults) from None
    if faults:
        raise SettingsError(faults)
    return settings


def _secret(environment: Mapping[str, str], name: str, meant: str) -> str:
    """The one line of the file that a variable names. Raises ValueError."""
    if environment.get(meant):
        raise ValueError(f"{meant} is set too; set only one of them")
    try:
        return Path(environment[name]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"the file {environment[name]} cannot be read") from None


def _without_secrets(database_url: str) -> str:
    parts = urlsplit(database_url)
    # A password may also stand in the query string, so nothing of the query is shown.
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

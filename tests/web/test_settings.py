"""Settings are right or the program says, in plain lines, what is wrong."""

from pathlib import Path

import pytest

from web.settings import Settings, SettingsError, read_settings


def read(address: str | None = "127.0.0.1", **environment: str) -> Settings:
    return read_settings(environment, address, 8501)


def faults(address: str | None = "127.0.0.1", **environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(address, **environment)
    return "\n".join(caught.value.faults)


def test_without_any_setting_everything_stays_on_this_machine() -> None:
    settings = read()
    assert settings.url == "http://127.0.0.1:8501"
    assert settings.database_url == f"sqlite:///{Path('data/smp.sqlite').absolute()}"
    assert settings.key_file == Path("data/smp.key").absolute()
    assert settings.clinic is None


def test_database_and_key_go_where_the_data_goes(tmp_path: Path) -> None:
    settings = read(SMP_DATA=str(tmp_path))
    assert settings.database_url == f"sqlite:///{tmp_path}/smp.sqlite"
    assert settings.key_file == tmp_path / "smp.key"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read(SMP_URL="", SMP_CLINIC="") == read()


@pytest.mark.parametrize("url", ["http://localhost:9000", "http://127.0.0.1", "http://[::1]:8501"])
def test_this_machine_may_be_served_without_encryption(url: str) -> None:
    assert read(SMP_URL=url).url == url


@pytest.mark.parametrize(
    "url", ["http://intake.example.org", "http://192.168.1.20:8501", "http://localhost.example.org"]
)
def test_another_address_without_https_is_refused(url: str) -> None:
    assert "must be https" in faults(SMP_URL=url)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.20", "intake.example.org"])
def test_listening_to_the_outside_without_https_is_refused(address: str | None) -> None:
    assert "without encryption" in faults(address)


def test_listening_to_the_outside_behind_https_is_allowed() -> None:
    assert read("0.0.0.0", SMP_URL="https://intake.example.org/").url == "https://intake.example.org"


@pytest.mark.parametrize(
    "url",
    [
        *("intake.example.org", "ftp://intake.example.org", "https://", "https://a.example/path"),
        *("https://u:p@a.example", "https://a.example:99999", "https://[::1"),
    ],
)
def test_an_address_that_is_no_origin_is_refused_by_name(url: str) -> None:
    assert faults(SMP_URL=url).startswith("SMP_URL: ")


def test_a_clinic_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "there is no file" in faults(SMP_CLINIC=str(tmp_path / "clinic.yaml"))


def test_a_misspelt_setting_is_refused_with_what_is_allowed() -> None:
    said = faults(SMP_CLINC="clinic.yaml")
    assert said.startswith("SMP_CLINC: ")
    assert "SMP_CLINIC" in said


def test_every_fault_is_told_at_once() -> None:
    assert len(faults(SMP_CLINC="x", SMP_CLINIC="missing.yaml", SMP_URL="nonsense").splitlines()) == 3


def test_what_is_shown_holds_no_password() -> None:
    settings = read(DATABASE_URL="postgresql://smp:s3cret@db.example:5432/smp?password=s3cret")
    shown = "\n".join(settings.shown())
    assert "postgresql://db.example:5432/smp" in shown
    assert "s3cret" not in shown + repr(settings)


def test_only_our_own_names_are_answered() -> None:
    hosts = read(SMP_URL="https://intake.example.org").hosts
    assert "intake.example.org" in hosts
    assert "*" not in hosts


MAIL = {"SMP_NOTICE_FROM": "desk@example.org", "SMP_NOTICE_TO": "ana@example.org, ben@example.org"}


def test_where_notices_go_is_shown_without_a_secret() -> None:
    server = "smtp://desk:s3cret@mail.example.org:587"
    settings = read(SMP_NOTICE_URL="https://hooks.example.org/s3cret?key=s3cret", SMP_NOTICE_SMTP=server, **MAIL)
    shown = "\n".join(settings.shown())
    assert "hooks.example.org" in shown
    assert "by mail to ana@example.org, ben@example.org through mail.example.org" in shown
    assert "s3cret" not in shown + repr(settings)


@pytest.mark.parametrize(
    ("environment", "fault"),
    [
        ({"SMP_NOTICE_URL": "http://hooks.example.org/x"}, "SMP_NOTICE_URL: must begin with https://"),
        ({"SMP_NOTICE_URL": "hooks"}, "SMP_NOTICE_URL: must begin with https://"),
        ({"SMP_NOTICE_SMTP": "mail.example.org", **MAIL}, "SMP_NOTICE_SMTP: must look like smtp://"),
        ({"SMP_NOTICE_SMTP": "smtp://mail.example.org:port", **MAIL}, "SMP_NOTICE_SMTP: is no address"),
        ({"SMP_NOTICE_SMTP": "smtp://mail.example.org"}, "SMP_NOTICE_FROM: a mail needs"),
        ({"SMP_NOTICE_TO": "ana@example.org"}, "SMP_NOTICE_TO: a mail needs"),
        ({"SMP_NOTICE_SMTP": "smtp://m.example.org", **MAIL, "SMP_NOTICE_TO": "ana"}, "SMP_NOTICE_TO: this is no mail"),
        ({"SMP_NOTICE_URL_FILE": "/nowhere/secret"}, "SMP_NOTICE_URL_FILE: the file /nowhere/secret cannot be read"),
    ],
)
def test_notices_that_could_not_be_sent_are_refused_at_start(environment: dict[str, str], fault: str) -> None:
    assert fault in faults(**environment)


def test_a_secret_may_stand_in_a_file_and_only_there(tmp_path: Path) -> None:
    file = tmp_path / "hook"
    file.write_text("https://hooks.example.org/s3cret\n")
    assert read(SMP_NOTICE_URL_FILE=str(file)).notice_url == "https://hooks.example.org/s3cret"
    twice = faults(SMP_NOTICE_URL_FILE=str(file), SMP_NOTICE_URL="https://other.example.org")
    assert "SMP_NOTICE_URL is set too" in twice

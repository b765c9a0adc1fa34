"""The real app, started as a clinic starts it and opened in a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from records import CodeRefused, Store
from tests.browser.server import share_shelf

ROOT = Path(__file__).parents[2]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, port: int, **environment: str) -> subprocess.Popen[str]:
    """`streamlit run app.py` as a process of its own; what it prints can be read from stdout."""
    share_shelf(data)
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "SMP_DATA": str(data), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    server = start(tmp_path_factory.mktemp("data"), port)
    assert server.stdout
    printed = []
    for line in server.stdout:
        printed.append(line)
        if line.startswith("clinic"):
            break
    assert any(f"http://127.0.0.1:{port}" in line for line in printed), printed
    yield f"http://127.0.0.1:{port}"
    server.send_signal(signal.SIGTERM)
    assert "Traceback" not in server.communicate(timeout=20)[0]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=CHROMIUM)
        yield browser
        browser.close()


def test_the_app_says_that_it_is_well(address: str) -> None:
    with urlopen(f"{address}/healthz") as answer:
        assert answer.read() == b'{"status":"ok"}'


def test_the_form_opens_without_a_policy_report_and_from_our_host_alone(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_selector("h1")
    assert said == []
    assert {re.match(r"\w+:(//[^/]+)?", url)[0] for url in asked} <= {address, "data:", f"blob:{address}", "blob:"}  # type: ignore[index]
    assert page.get_attribute("html", "lang") == "en"
    assert page.locator("#smp-opening").count() == 0
    page.close()


def test_the_token_is_there_in_the_first_session_and_scripts_cannot_read_it(address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("h1")
    assert {"smp_draft", "smp_lang"} <= {cookie.get("name") for cookie in context.cookies()}
    assert "smp_draft" not in page.evaluate("document.cookie")
    context.close()


def test_a_browser_that_cannot_load_the_app_reads_a_kind_message(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.route(
        re.compile(r"/static/js/index\."),
        lambda route: route.fulfill(body="var old = (;", content_type="text/javascript"),
    )
    page.goto(address)
    page.wait_for_selector("#smp-failed", state="visible")
    assert not page.is_visible("#smp-opening")
    page.close()


def test_a_slow_line_shows_that_the_form_is_opening(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.route(re.compile(r"/static/js/"), lambda _route: None)
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#smp-opening", state="visible")
    page.close()


def test_a_public_address_without_https_is_refused_with_one_line_and_no_traceback(tmp_path: Path) -> None:
    server = start(tmp_path, free_port(), SMP_URL="http://intake.example.org")
    said = server.communicate(timeout=30)[0]
    assert server.returncode != 0
    assert "SMP_URL: http://intake.example.org is not this machine" in said
    assert "Traceback" not in said


def test_a_key_that_does_not_fit_the_database_is_refused_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "smp.key").write_text("not a key\n", encoding="ascii")
    server = start(tmp_path, free_port())
    said = server.communicate(timeout=30)[0]
    assert server.returncode != 0
    assert "smp.key" in said
    assert "Traceback" not in said


def test_the_servers_settings_keep_what_must_stay_shut_shut() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["enableAgentApi"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableXsrfProtection"] is True
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["runner"]["fastReruns"] is False


def first_owners_code(data: Path) -> str:
    """The code that a fresh start prints on its one line about the owner; "" where there is no such line."""
    port = free_port()
    server = start(data, port)
    assert server.stdout
    printed = []
    for line in server.stdout:
        printed.append(line)
        if line.startswith("clinic"):
            break
    server.send_signal(signal.SIGINT)
    printed += server.stdout.readlines()
    server.wait(timeout=30)
    told = [line for line in printed if line.startswith("owner")]
    if not told:
        return ""
    assert len(told) == 1
    assert f"http://127.0.0.1:{port}/sign-in/first" in told[0]
    return told[0].split()[-1]


@pytest.mark.soak
def test_each_start_prints_a_fresh_code_until_there_is_an_owner(tmp_path: Path) -> None:
    older, newer = first_owners_code(tmp_path), first_owners_code(tmp_path)
    now, owner = datetime.now(UTC), ("Ana", "ana", "a long enough secret")
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as store:
        with pytest.raises(CodeRefused):
            store.codes.first_owner(older, *owner, now, "203.0.113.9")
        store.codes.first_owner(newer, *owner, now, "203.0.113.9")
    assert first_owners_code(tmp_path) == ""

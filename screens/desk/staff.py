"""Who is at the desk: checked against our own sessions and accounts on every run, whoever proved who it is.

A local account signed in at /sign-in, and the browser holds the token of its session in a cookie. A provider's sign-in
is a cookie that Streamlit has signed; which session it belongs to follows from who it is and when they signed in, so
that a session which has ended here stays ended however long that cookie lives.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from records import Account, BadToken, SessionKey
from screens.wiring import Wiring


@dataclass(frozen=True)
class Staff:
    """Somebody with an account and a session (found under `key`); `locked` until the PIN is typed."""

    account: Account
    key: str
    locked: bool


@dataclass(frozen=True)
class Stranger:
    """Somebody whom a provider knows and this clinic does not, or no longer: `ended` when only the session is over."""

    issuer: str
    subject: str
    ended: bool


def at_the_desk(wiring: Wiring) -> Staff | Stranger | None:
    """Who this browser belongs to; None for a client."""
    token = st.context.cookies.get(wiring.desk_cookie)
    # The cookie of a session that is over lies there for hours, and must not keep out who then comes from a provider.
    if token and (staff := _seen(wiring, str(token))):
        return staff
    # Streamlit reads the file of secrets to answer this, at every run.
    return _from_provider(wiring) if wiring.provided and st.user.get("is_logged_in") else None


def sign_out(wiring: Wiring, staff_key: str) -> None:
    """End the sessions of this browser: also that of a provider's cookie, which would be found beneath a local one."""
    for key in (staff_key, *([_provider_key()] if st.user.get("is_logged_in") else [])):
        wiring.store.sessions.end(key, wiring.now())


def providers() -> tuple[str, ...]:
    """The names under [auth] in the secrets by which somebody else may prove who they are."""
    try:
        auth = st.secrets.get("auth", {})
    except FileNotFoundError:
        return ()
    return tuple(name for name, settings in auth.items() if hasattr(settings, "get") and settings.get("client_id"))


def _provider_key() -> SessionKey:
    """Streamlit has checked the signature of what st.user says; `iat` is the moment of this one sign-in."""
    signed_in = datetime.fromtimestamp(int(str(st.user.get("iat", 0))), UTC)
    return SessionKey.of(str(st.user.get("iss", "")), str(st.user.get("sub", "")), signed_in)


def _from_provider(wiring: Wiring) -> Staff | Stranger:
    issuer, subject = str(st.user.get("iss", "")), str(st.user.get("sub", ""))
    key, accounts, sessions = _provider_key(), wiring.store.accounts, wiring.store.sessions
    account = accounts.by_login(issuer, subject)
    if account is None or account.disabled:
        return Stranger(issuer, subject, ended=False)
    begun = sessions.begin_for(key, account, wiring.now())
    return (begun and _seen(wiring, key)) or Stranger(issuer, subject, ended=True)


def _seen(wiring: Wiring, key: str) -> Staff | None:
    try:
        seen = wiring.store.sessions.see(key, wiring.now())
    except BadToken:  # a cookie that was not set here
        return None
    return Staff(seen.account, key, seen.state == "locked") if seen.account else None

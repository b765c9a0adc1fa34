"""The owner's page of accounts: who may sign in, as what."""

from collections.abc import Callable
from typing import get_args

import streamlit as st

from records import Account, RecordsError, Role
from screens.desk.desk import Desk
from screens.text import heading, plain, show, tag


def accounts_page(desk: Desk) -> None:
    """Every account with what can be done about it, and a form for a new one."""
    heading(desk.say("page.accounts"), desk.say("accounts_intro"))
    accounts = desk.store.accounts.all()
    listed, new = st.columns([3, 2], gap="large")
    with listed:
        for account in accounts:
            with st.container(border=True, key=f"account-card-{account.id}"):
                _account(desk, account)
    with new:
        _new(desk, f"new.{len(accounts)}")


def _account(desk: Desk, account: Account) -> None:
    state = desk.say("account_off" if account.disabled else "account_on")
    show(
        tag("p", account.name, "smp-name"),
        tag("p", f"{desk.say(f'role.{account.role}')}. {state}"),
        tag("p", desk.say("account_since", day=desk.moment(account.created_at)), "smp-help"),
    )
    roles = list(get_args(Role))
    chosen = st.selectbox(
        plain(desk.say("role")), roles, index=roles.index(account.role), key=f"{account.id}.role",
        format_func=lambda role: desk.say(f"role.{role}"),
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button(plain(desk.say("role_change")), key=f"{account.id}.change", disabled=chosen == account.role):
            _change(desk, lambda: desk.store.accounts.set_role(account.id, chosen, desk.now, desk.account.id))
        if st.button(plain(desk.say("sign_out_account")), key=f"{account.id}.out"):
            _change(desk, lambda: desk.store.sessions.end_all(account, desk.now, desk.account.id))
        switch = desk.store.accounts.enable if account.disabled else desk.store.accounts.disable
        said = desk.say("account_enable" if account.disabled else "account_disable")
        if st.button(plain(said), key=f"{account.id}.switch"):
            _change(desk, lambda: switch(account.id, desk.now, desk.account.id))


def _new(desk: Desk, key: str) -> None:
    """The form for a new account; by its `key` it is another, empty one as soon as somebody was added."""
    show(tag("h2", desk.say("account_new"), "smp-part"), tag("p", desk.say("account_new_help"), "smp-help"))
    with st.form(key, border=False):
        name = st.text_input(plain(desk.say("account_name")), max_chars=100, key=f"{key}.name")
        role = st.selectbox(
            plain(desk.say("role")), get_args(Role), key=f"{key}.role",
            format_func=lambda one: desk.say(f"role.{one}"),
        )  # fmt: skip
        login = st.text_input(plain(desk.say("account_login")), max_chars=200, key=f"{key}.login", autocomplete="off")
        password = st.text_input(
            plain(desk.say("account_password")), type="password", max_chars=200, key=f"{key}.password",
            autocomplete="new-password",
        )  # fmt: skip
        issuer = st.text_input(
            plain(desk.say("account_issuer")), max_chars=500, key=f"{key}.issuer", autocomplete="off"
        )
        typed = st.form_submit_button(plain(desk.say("account_add")), type="primary")
    if not typed:
        return
    if bool(issuer) == bool(password):
        desk.refuse(desk.say("account_one_way"))
        return
    how = {"issuer": issuer.strip()} if issuer else {"password": password}
    _change(
        desk,
        lambda: desk.store.accounts.add(name, role, login, moment=desk.now, actor=desk.account.id, **how),
    )


def _change(desk: Desk, change: Callable[[], object]) -> None:
    """Make a change and show the page as it then is; what is refused is said in its own words."""
    try:
        change()
    except RecordsError as error:
        desk.refuse(str(error))
        return
    st.rerun()

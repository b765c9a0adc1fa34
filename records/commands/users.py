"""`python -m records user`: the accounts, for whoever looks after the server."""

from typing import Annotated

import typer

from records.account import LOCAL, Account, Role
from records.audit import COMMAND
from records.commands.outside import opened, outside
from records.errors import UnknownAccount
from records.store import Store

users = typer.Typer(no_args_is_help=True, help="Say who may sign in.")

Who = Annotated[str, typer.Argument(metavar="WHO", help="An id from `user list`, or a login name.")]
Stdin = Annotated[bool, typer.Option("--stdin", help="Read the password from standard input, one line.")]


@users.command()
def add(
    context: typer.Context,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The login name; with --issuer, the subject there.")],
    name: Annotated[str, typer.Option(help="Whom colleagues and reports see.")],
    role: Annotated[Role, typer.Option(help="What the account may do.")],
    issuer: Annotated[str, typer.Option(help="Address of an OpenID Connect provider; then no password.")] = LOCAL,
    stdin: Stdin = False,
) -> None:
    """Make an account and print its id."""
    with opened(outside(context)) as store:
        password = _password(stdin) if issuer == LOCAL else None
        account = store.accounts.add(name, role, login, password, issuer, moment=outside(context).now, actor=COMMAND)
    typer.echo(account.id)


@users.command("list")
def list_(context: typer.Context) -> None:
    """Print id, role, name and state of every account, a line each, with tabs between."""
    with opened(outside(context)) as store:
        for account in store.accounts.all():
            typer.echo(f"{account.id}\t{account.role}\t{account.name}\t{'disabled' if account.disabled else 'enabled'}")


@users.command()
def role(
    context: typer.Context, who: Who, new: Annotated[Role, typer.Argument(metavar="ROLE", help="The new role.")]
) -> None:
    """Give an account another role; it is signed out everywhere."""
    with opened(outside(context)) as store:
        store.accounts.set_role(_find(store, who).id, new, outside(context).now, COMMAND)


@users.command()
def password(context: typer.Context, who: Who, stdin: Stdin = False) -> None:
    """Give an account another password; it is signed out everywhere."""
    with opened(outside(context)) as store:
        account = _find(store, who)
        store.accounts.set_password(account.id, _password(stdin), outside(context).now, COMMAND)


@users.command()
def disable(context: typer.Context, who: Who) -> None:
    """Let an account sign in no more; it is signed out everywhere."""
    with opened(outside(context)) as store:
        store.accounts.disable(_find(store, who).id, outside(context).now, COMMAND)


@users.command()
def enable(context: typer.Context, who: Who) -> None:
    """Let a disabled account sign in again."""
    with opened(outside(context)) as store:
        store.accounts.enable(_find(store, who).id, outside(context).now, COMMAND)


@users.command()
def sign_out(context: typer.Context, who: Who) -> None:
    """End all sessions of an account and print how many there were."""
    with opened(outside(context)) as store:
        typer.echo(store.sessions.end_all(_find(store, who), outside(context).now, COMMAND))


def _find(store: Store, who: str) -> Account:
    found = [account for account in store.accounts.all() if account.id == who]
    account = found[0] if found else store.accounts.by_login(LOCAL, who)
    if account is None:
        raise UnknownAccount("There is no such account; `python -m records user list` shows them all.")
    return account


def _password(stdin: bool) -> str:
    """The password, from one line of standard input or asked twice without echo; never an argument others can see."""
    if stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked

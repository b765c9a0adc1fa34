"""Somebody of the clinic who may sign in."""

from typing import Literal, NamedTuple, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict

Role = Literal["front_desk", "specialist", "owner"]
ROLES: tuple[Role, ...] = get_args(Role)
LOCAL = "local"
"""The issuer of accounts that sign in with a password of ours."""


class Account(BaseModel):
    """`issuer` is "local", or the address of an OpenID Connect provider; then `login` is the subject it gives."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    name: str
    role: Role
    issuer: str
    login: str
    created_at: AwareDatetime
    disabled: bool


class Sealed(BaseModel):
    """What of an account is sealed; `password` and `pin` are argon2id hashes."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str
    issuer: str
    login: str
    password: str | None = None
    pin: str | None = None


class Kept(NamedTuple):
    """An account with what only this room may see of it."""

    account: Account
    sealed: Sealed

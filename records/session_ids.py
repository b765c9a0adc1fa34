"""What a session is known by: a token made here, which only the browser has, or who signed in elsewhere, and when."""

from datetime import UTC, datetime
from typing import Self

from records.drafts import draft_id
from records.vault import Vault


class SessionKey(str):
    """The text that names one sign-in with a provider of OpenID Connect.

    It can be guessed, so it has a type of its own: whatever text a browser sends counts as a token, never as a key.
    Make one only from what the provider's signed answer or the browser's signed cookie says.
    """

    __slots__ = ()

    @classmethod
    def of(cls, issuer: str, login: str, authenticated_at: datetime) -> Self:
        """The key of who signed in at that moment, which is the one of the provider."""
        return cls(f"{issuer}\n{login}\n{authenticated_at.astimezone(UTC).isoformat()}")


def session_id(vault: Vault, token: str | SessionKey) -> str:
    """The row of a session. Raises BadToken for a token that was not made here."""
    if isinstance(token, SessionKey):
        return vault.keyed("session", token.encode(errors="surrogatepass"))
    return draft_id(token)

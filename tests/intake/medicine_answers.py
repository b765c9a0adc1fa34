"""What the packaged catalogue makes of a text, for the tests of the medicines."""

from intake.medicines import load

CATALOGUE = load()


def thins(text: str) -> str:
    return CATALOGUE.match(text).thins_blood


def items(text: str) -> list[str | None]:
    return [match.item for match in CATALOGUE.match(text).matches]

"""The clinic's clock, by which people come."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")


def now() -> datetime:
    """The present minute on the clinic's wall."""
    return datetime.now(HERE).replace(second=0, microsecond=0)


def hours(moment: datetime, elapsed: float) -> datetime:
    """So many hours after a moment as they pass, which is not what the wall shows in the night the clocks change."""
    return (moment.astimezone(UTC) + timedelta(hours=elapsed)).astimezone(HERE)

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


SOON = hours(now(), 17).replace(minute=0)
LATER = now().replace(hour=14, minute=0) + timedelta(days=20)
"""The next session of somebody who comes in less than a day, and of somebody who comes in three weeks."""

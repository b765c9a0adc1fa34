"""Tells people who are not at the desk that forms came, and that an urgent one waits: numbers and nothing else."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from intake.clinic import Clinic
from records import Notice, RecordsError, Store
from web.send import Message, SendError, mail, post
from web.settings import Settings

PAUSE = 20.0
"""Seconds between two looks."""
_log = logging.getLogger("smp.web")


class Notifier:
    """Looks again and again whether there is something to be told, while the program is served."""

    def __init__(
        self, settings: Settings, store: Store, clinic: Clinic, say: Callable[..., str], now: Callable[[], datetime]
    ) -> None:
        self._settings, self._notices, self._clinic, self._say, self._now = settings, store.notices, clinic, say, now
        self._ways: dict[str, Callable[[Message], None]] = {}
        if settings.notice_url:
            self._ways["webhook"] = lambda message: post(settings.notice_url, message)
        if settings.notice_smtp:
            self._ways["mail"] = lambda message: mail(
                settings.notice_smtp, settings.notice_from, settings.receivers, message
            )
        self._failing: set[str] = set()

    async def watch(self, over: asyncio.Event) -> None:
        """Until it is `over`; ends at once where notices go nowhere. Nobody who is served waits for it."""
        while self._ways and not over.is_set():
            await asyncio.to_thread(self.look)
            try:
                await asyncio.wait_for(over.wait(), PAUSE)
            except TimeoutError:
                continue

    def look(self) -> None:
        """Tell what there is to be told now. What no server took stays to be told; what one of them took is told."""
        try:
            notice = self._notices.take(self._now(), timedelta(minutes=self._clinic.urgent_minutes))
            took = [self._sent(way, self._message(notice)) for way in self._ways] if notice else []
            if notice and any(took):
                self._notices.sent(notice, self._now())
        except RecordsError:
            return  # the log of the records says so

    def _sent(self, way: str, message: Message) -> bool:
        """The log hears once that a server does not take notices, and once that it does again."""
        try:
            self._ways[way](message)
        except SendError as error:
            if way not in self._failing:
                _log.warning("notice.failed %s %s", way, error)
            self._failing.add(way)
            return False
        if way in self._failing:
            _log.warning("notice.works %s", way)
            self._failing.discard(way)
        return True

    def _message(self, notice: Notice) -> Message:
        counts = {"new": notice.new, "urgent": notice.urgent, "late": notice.late}
        line = ", ".join(self._say(f"web.notice.{name}", count=count) for name, count in counts.items() if count)
        subject = self._say("web.notice.subject", clinic=self._clinic.name, line=line)
        text = self._say("web.notice.text", line=line, address=f"{self._settings.url}/desk")
        return Message(subject, text, notice.new, notice.urgent)

"""What runs beside serving: begun before the first visitor, waited for after the last."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager


@asynccontextmanager
async def beside(
    once: Callable[[], object], watch: Callable[[asyncio.Event], Coroutine[None, None, None]]
) -> AsyncIterator[None]:
    """Run `once` in a thread, and `watch` until the event that it is given is set."""
    over = asyncio.Event()
    running = [asyncio.create_task(asyncio.to_thread(once)), asyncio.create_task(watch(over))]
    yield
    over.set()
    await asyncio.gather(*running)

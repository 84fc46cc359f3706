"""An app on a thread of its own, driven step by step from plain code."""

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from tests.tui.driving import NARROW, AppPilot, made, settled

Step = Callable[[AppPilot], Awaitable[Any]]


class DrivenApp:
    """`do` runs a step in the app and gives its result, or raises what the app raised."""

    def __init__(self, keys: dict[str, Any] | None = None) -> None:
        self.app = made(keys)
        self._steps: queue.Queue[tuple[Step, queue.Queue[Any]] | None] = queue.Queue()
        self._ended: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self.do(settled)

    def _run(self) -> None:
        try:
            asyncio.run(self._drive())
        except BaseException as error:  # noqa: BLE001 handed to the test
            self._ended.append(error)

    async def _drive(self) -> None:
        loop = asyncio.get_running_loop()
        async with self.app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            while (asked := await loop.run_in_executor(None, self._steps.get)) is not None:
                step, answer = asked
                try:
                    answer.put((await step(pilot), None))
                except BaseException as error:  # noqa: BLE001 handed to the test
                    answer.put((None, error))

    def do(self, step: Step) -> Any:
        """Run a step."""
        answer: queue.Queue[Any] = queue.Queue()
        self._steps.put((step, answer))
        value, error = answer.get(timeout=30)
        if error is not None:
            raise error
        return value

    def end(self) -> None:
        """End the app; raises what it failed with."""
        self._steps.put(None)
        self._thread.join(timeout=30)
        if self._ended:
            raise self._ended[0]

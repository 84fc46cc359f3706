"""并行制作: the reports of many people, made by a process for each core and handed back in order.

A process ends with the one that began it, however that one ends; where a process is lost, what it and the
others still owed is made here.
"""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import NamedTuple

from calculator.cores import usable_cores
from calculator.reports.client.model import Person
from calculator.reports.client.paper import Paper
from calculator.reports.client.press import Press
from calculator.scenario.model import Scenario
from rules.errors import RulesError
from rules.law import Law

__all__ = ["pressed"]

Ordered = tuple[Scenario, Person]
_WORTH_A_PROCESS = 2
"""As long as so many reports take, a process takes to begin."""


def pressed(
    press: Press, law: Law, people: Sequence[Ordered], *, processes: int | None = None
) -> Iterator[Paper | RulesError]:
    """The report of each person, or why the law gives none, in their order.

    `processes` is at most the number of cores, and fewer for few people; one means no other process.
    """
    if processes is None:
        processes = min(usable_cores(), len(people) // _WORTH_A_PROCESS)
    done = 0
    if processes > 1:
        try:
            for paper in _in_processes(press, law, people, processes):
                done += 1
                yield paper
        except BrokenProcessPool:
            pass
    for one in people[done:]:
        yield _made(press, law, one)


def _in_processes(
    press: Press, law: Law, people: Sequence[Ordered], processes: int
) -> Iterator[Paper | RulesError]:
    context = get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(press, law))
    try:
        yield from pool.map(_made_there, people)
    finally:
        pool.shutdown(cancel_futures=True)


def _made(press: Press, law: Law, one: Ordered) -> Paper | RulesError:
    try:
        return press.made(one[0], law, one[1])
    except RulesError as error:
        return error


class _There(NamedTuple):
    """What a process makes reports with, loaded once."""

    press: Press
    law: Law


_there: list[_There] = []


def _made_there(one: Ordered) -> Paper | RulesError:
    (with_what,) = _there
    return _made(*with_what, one)


def _begin(press: Press, law: Law) -> None:
    """An interruption is for the process that began this one, and that one's end is this one's."""
    _there.append(_There(press, law))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)

"""Work shared by several processes: results in order, and a process that dies loses one item only.

A process may be killed by the machine (for want of memory) or by a fault in a library. Python then
gives up the whole pool; here what was in its hands is done again, each item in a process of its
own, and only the one that dies there too is lost.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from casus.collector import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")


def in_order(
    work: Callable[[T], list[R]],
    items: Iterable[T],
    workers: int,
    lost: Callable[[T], R],
    *,
    part: int = 1,
) -> Iterator[R]:
    """What `work` gives for each item, in the order of the items.

    `part` items are handed to a process at once. With one worker, or no more than `part` items, no
    process is started. `lost` tells what stands for an item whose process died. `work` is a
    function of a module, and raises nothing.

    >>> list(in_order(lambda n: [n, n * n], [2, 3], 1, lambda n: 0))
    [2, 4, 3, 9]
    """
    rest = iter(items)
    begun = list(islice(rest, part + 1))
    if workers < 2 or len(begun) <= part:
        for item in chain(begun, rest):
            yield from work(item)
        return
    parts = _parts(chain(begun, rest), part)
    while True:
        held: deque[tuple[list[T], Future[list[R]]]] = deque()
        try:
            with ProcessPoolExecutor(workers, initializer=collect_seldom) as pool:
                for some in parts:
                    held.append((some, _submit(pool, work, some)))
                    if len(held) >= 2 * workers:  # no more in memory than is worked on
                        yield from _taken(held)
                while held:
                    yield from _taken(held)
                return
        except BrokenProcessPool:
            for some, _ in held:
                for item in some:
                    yield from _alone(work, item, lost)


def _parts(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while part := list(islice(items, size)):
        yield part


def _submit(
    pool: ProcessPoolExecutor, work: Callable[[T], list[R]], some: list[T]
) -> Future[list[R]]:
    try:
        return pool.submit(_several, work, some)
    except BrokenProcessPool as err:  # it died before it was given this part
        failed: Future[list[R]] = Future()
        failed.set_exception(err)
        return failed


def _several(work: Callable[[T], list[R]], some: list[T]) -> list[R]:
    return [result for item in some for result in work(item)]


def _taken(held: deque[tuple[list[T], Future[list[R]]]]) -> list[R]:
    """The results of the part that was handed out first; it stays in `held` where it is lost."""
    results = held[0][1].result()
    held.popleft()
    return results


def _alone(work: Callable[[T], list[R]], item: T, lost: Callable[[T], R]) -> list[R]:
    """The results of one item in a process of its own."""
    try:
        with ProcessPoolExecutor(1, initializer=collect_seldom) as pool:
            return pool.submit(work, item).result()
    except BrokenProcessPool:
        return [lost(item)]

"""Blocks of work done by several processes: results in the order of the blocks, memory bounded, and a clean stop."""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TypeVar

from riskcheck.errors import LostProcess

AHEAD = 3
"""Blocks for each process that wait or are worked on at most: memory follows this, never the caseload."""

_THREAD_POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
_INTERRUPTED = 130
_COLLECT = (50_000, 20, 50)

Beside = TypeVar("Beside")
Block = TypeVar("Block")
Done = TypeVar("Done")


def in_order(
    work: Callable[[Block], Done], blocks: Iterable[tuple[Beside, Block]], jobs: int
) -> Generator[tuple[Beside, Done], None, None]:
    """What ``work`` made of each block, in order, by ``jobs`` processes; by this one alone where ``jobs`` is 1.

    What stands beside a block stays in this process and comes back with what was made of it. ``work`` is a function of a
    module, or a partial of one, and blocks and results can be pickled. Closing the iterator, or an interrupt, drops what
    waits and ends the processes. Raises ``LostProcess`` where one of them died.
    """
    if jobs == 1:
        yield from ((beside, work(block)) for beside, block in blocks)
        return
    waiting: deque[tuple[Beside, Future[Done]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        for beside, block in blocks:
            waiting.append((beside, pool.submit(work, block)))
            if len(waiting) >= AHEAD * jobs:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    except BrokenProcessPool:
        raise LostProcess() from None
    finally:
        pool.shutdown(cancel_futures=True)


def _first(waiting: deque[tuple[Beside, Future[Done]]]) -> tuple[Beside, Done]:
    beside, done = waiting.popleft()
    return beside, done.result()


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for garbage in circles rarely: records and results hold none, and looking took a quarter of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECT)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _begin() -> None:
    """Begin a process of the pool: one thread each, deaf to the interrupt that its parent hears, gone when its parent is."""
    gc.set_threshold(*_COLLECT)
    os.environ.update(dict.fromkeys(_THREAD_POOLS, "1"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(_INTERRUPTED)

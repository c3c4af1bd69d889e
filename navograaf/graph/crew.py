"""The crew of a build: work on many letters, done side by side by an executor of concurrent.futures, in order.

Used by the desk (desk.py), which makes letters, and by links, which read what was made. Laws: what comes out, and its
order, does not depend on the executor or on how many work; only a few letters wait at a time, so memory does not grow
with their number; a letter that kills the process which reads it is told, and the others are done. When the main
process dies, those that work for it end by themselves.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:  # loaded when other processes are: not for a letter or two
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

FEW = 16
"""So many letters are made in this process: starting others would take longer."""
_WAITING = 4
"""Letters that wait for each process that works."""
_POLL = 0.5
"""Seconds between two looks at whether the main process still lives."""
Task = TypeVar("Task")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works: an executor of concurrent.futures, left open, or `jobs` processes of our own (0: one a core)."""

    executor: Executor | None = None
    jobs: int = 0


ALONE = Crew()


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(
    work: Callable[[Task], Made], tasks: Iterable[Task], crew: Crew, killed: Made
) -> Iterator[tuple[Task, Made]]:
    """Each task with what `work` makes of it, in the order given. What `work` raises is raised.

    work: a function of a module, which other processes find by its name; killed: what stands for a task that killed the
    process which did it. A few tasks are done in this process, unless the crew has an executor.
    """
    rest, jobs = iter(tasks), crew.jobs or cores()
    if crew.executor is not None:
        yield from _Processes(work, rest, jobs, killed, crew.executor).all()
        return
    # What these load of rules and words, the processes that are forked later have as well.
    yield from ((task, work(task)) for task in islice(rest, FEW if jobs > 1 else None))
    yield from _Processes(work, rest, jobs, killed).all()


class _Processes(Generic[Task, Made]):
    """Processes that work, replaced by others of our own when one is killed. given: an executor to begin with."""

    def __init__(
        self,
        work: Callable[[Task], Made],
        tasks: Iterator[Task],
        jobs: int,
        killed: Made,
        given: Executor | None = None,
    ) -> None:
        self._work, self._tasks, self._jobs, self._killed, self._given = work, tasks, jobs, killed, given
        self._out: deque[Task] = deque()
        """What was handed out and has not come back."""

    def all(self) -> Iterator[tuple[Task, Made]]:
        """Each task with what was made of it, in order."""
        while self._out or self._take():
            from concurrent.futures import BrokenExecutor

            given, self._given = self._given, None
            pool = given or _pool(self._jobs)
            try:
                for task, made in self._by(pool):
                    self._out.popleft()
                    yield task, made
            except BrokenExecutor:
                pass
            finally:
                if pool is not given:
                    pool.shutdown(cancel_futures=True)  # waits: a fork is safe only when its threads have ended
            while self._out:  # one of these killed its process: each alone, so that the others are done
                task = self._out.popleft()
                yield task, self._alone(task)

    def _by(self, executor: Executor) -> Iterator[tuple[Task, Made]]:
        waiting: deque[tuple[Task, Future[Made]]] = deque()
        try:
            for task in self._handed():
                waiting.append((task, executor.submit(self._work, task)))
                if len(waiting) >= _WAITING * self._jobs:
                    done, future = waiting.popleft()
                    yield done, self._result(future)
            while waiting:
                done, future = waiting.popleft()
                yield done, self._result(future)
        finally:
            for _, future in waiting:
                future.cancel()

    def _result(self, future: Future[Made]) -> Made:
        try:
            return future.result()
        except Exception as error:
            if type(error).__name__ == "KilledWorker":  # Dask's word for a task that several workers died of
                return self._killed
            raise

    def _take(self) -> bool:
        self._out.extend(islice(self._tasks, 1))
        return bool(self._out)

    def _handed(self) -> Iterator[Task]:
        yield from list(self._out)
        for task in self._tasks:
            self._out.append(task)
            yield task

    def _alone(self, task: Task) -> Made:
        from concurrent.futures import BrokenExecutor

        pool = _pool(1)
        try:
            return pool.submit(self._work, task).result()
        except BrokenExecutor:
            return self._killed
        finally:
            pool.shutdown(cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork has the rules and words that this process has read; it is safe only where no other thread runs.
    forks = sys.platform == "linux" and threading.active_count() == 1
    return ProcessPoolExecutor(jobs, get_context("fork" if forks else "spawn"), _begin, (os.getpid(),))


def _begin(parent: int) -> None:
    """What a process does before its first letter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer
    gc.freeze()  # rules and words that a fork shares with its parent are not looked through again and again

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_POLL)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

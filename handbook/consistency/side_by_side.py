"""Two pieces of work at the same time, where the machine makes that worth while."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable


def side_by_side[A, B](here: Callable[[], A], there: Callable[[], B]) -> tuple[A, B]:
    """What two pieces of work give: the second is done by a copy of this process meanwhile.

    The results are what they would be one after the other, which is how the work is done where a
    copy costs too much: without a second processor, and on systems that cannot copy a process.

    Args:
        here: The longer of the two, or the one with the larger result.
        there: The other. Its result is sent here, so it is best a small one.
    """
    if not can_copy():
        return here(), there()
    fork = multiprocessing.get_context("fork")
    receiving, sending = fork.Pipe(duplex=False)
    # A daemon ends with this process, however this one ends.
    copy = fork.Process(target=lambda: sending.send(there()), daemon=True)
    copy.start()
    sending.close()  # the copy has its own; when that is closed too, no more can come
    first = here()
    try:
        second = receiving.recv()
    except EOFError:  # something went wrong there: let it go wrong here, where it can be caught
        second = there()
    copy.join()
    return first, second


def can_copy() -> bool:
    """Whether copying this process is quick and safe: Linux, two processors, and no threads."""
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )

"""Python's garbage collector, asked to look seldom.

What is loaded once – lexicons, names, the book – stays for as long as the process runs, and there
is much of it. Looking through it again and again takes a sixth of a cold start, and a tenth of
reading. The process of a command may ask for that, a library that others import may not.
"""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Let the collector of this process look only once 100,000 things more are held than were."""
    gc.set_threshold(100_000, 20, 20)


def collect_no_more() -> None:
    """Let the collector leave alone what is held by now, when the process is about to end: a
    command would else look through all of it again, which takes a tenth of a second to a second."""
    gc.freeze()

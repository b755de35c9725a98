"""What the jobs share: a computation, a task, and word of how much is done."""

from __future__ import annotations

import json
import sys
import time

PRIME = 1_000_003
PROGRESS_SECONDS = 0.1  # between two words on progress


class Progress:
    """Says now and then how much is done."""

    def __init__(self, of: int) -> None:
        self.of = of
        self.done = 0
        self._last = 0.0

    def step(self) -> None:
        """Count one more."""
        self.done += 1
        now = time.monotonic()
        if now - self._last > PROGRESS_SECONDS or self.done == self.of:
            self._last = now
            say({"done": self.done, "of": self.of})


def say(line: object) -> None:
    """Print one line of JSON."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def compute(steps: int) -> int:
    """Do `steps` multiplications that depend on each other, and return what comes out."""
    result = 1
    for number in range(1, steps + 1):
        result = result * number % PRIME or 1
    return result


def task(work: str, amount: float) -> float:
    """One task: "cpu" of so many steps, "wait" of so many seconds, or "empty"."""
    if work == "cpu":
        return compute(int(amount))
    if work == "wait":
        time.sleep(amount)
    return 0

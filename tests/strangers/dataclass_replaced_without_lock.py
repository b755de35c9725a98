"""State that never changes, and a variable that gets the next state: one replacement is lost.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.replace
verdict: assertion
"""

import threading
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class State:
    sold: int = 0
    name: str = "hall"


state = State()


def sell():
    global state
    state = replace(state, sold=state.sold + 1)


def main():
    threads = [threading.Thread(target=sell) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert state == State(sold=2)

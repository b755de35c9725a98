"""While it is half open, one caller has the probe; the others are sent away.

source: https://github.com/volcengine/OpenViking/pull/3717
verdict: proved
"""

import threading
from dataclasses import dataclass, field

@dataclass
class Breaker:
    state: str = "half open"
    probing: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def admit(self) -> bool:
        with self._lock:
            match self.state, self.probing:
                case "closed", _:
                    return True
                case "half open", False:
                    self.probing = True
                    return True
                case _:
                    return False

    def done(self, fine: bool) -> None:
        with self._lock:
            self.state = "closed" if fine else "open"
            self.probing = False


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    breaker, admitted = Breaker(), []
    together(*[lambda: admitted.append(breaker.admit())] * 3)
    assert sorted(admitted) == [False, False, True]
    breaker.done(True)
    assert breaker.admit() and not breaker.probing

"""asdict copies what the fields hold, and one of them holds a lock.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.asdict
verdict: exception
"""

import dataclasses
import threading


@dataclasses.dataclass
class Job:
    name: str
    lock: threading.Lock = dataclasses.field(default_factory=threading.Lock)


def main():
    job = Job("print")
    seen = []
    t = threading.Thread(target=lambda: seen.append(dataclasses.asdict(job)))
    t.start()
    t.join()
    assert seen[0]["name"] == "print"

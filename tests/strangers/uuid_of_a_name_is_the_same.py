"""A number made of a name is the same in each thread, and another for another name.

source: https://docs.python.org/3/library/uuid.html#uuid.uuid5
verdict: proved
"""

import threading
import uuid

ids = {}

def register(name, who):
    ids[who] = uuid.uuid5(uuid.NAMESPACE_DNS, name)


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    together(
        lambda: register("python.org", 1),
        lambda: register("python.org", 2),
        lambda: register("pypi.org", 3),
    )
    assert ids[1] == ids[2] != ids[3] and ids[1].version == 5

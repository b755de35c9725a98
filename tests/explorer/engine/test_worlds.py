"""What every scheduling point looks at is found at once."""

from __future__ import annotations

from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

FITTING = 30  # attributes that Python keeps within an object: with more it looks into a dictionary
PROGRAM = """
import threading
n = 0
lock = threading.Lock()
def work():
    global n
    with lock:
        n += 1
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


def test_a_world_and_its_threads_keep_their_attributes_within_themselves():
    ready = stage(text_of(PROGRAM))
    ready.run()
    assert not hasattr(ready.world, "__dict__")
    assert len(ready.world.fibers) == 3
    assert all(len(vars(fiber)) <= FITTING for fiber in ready.world.fibers)

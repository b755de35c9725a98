"""A MemoryHandler keeps records of two threads until somebody flushes it; none is lost.

source: https://docs.python.org/3/library/logging.handlers.html#memoryhandler
verdict: proved
"""

import logging
import logging.handlers
import threading

written = []


class Keep(logging.Handler):
    def emit(self, record):
        written.append(record.getMessage())


def main():
    memory = logging.handlers.MemoryHandler(100, target=Keep())
    log = logging.getLogger("shop")
    log.propagate = False
    log.setLevel(logging.INFO)
    log.addHandler(memory)
    threads = [threading.Thread(target=log.info, args=("sold %d", n)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert written == []
    memory.flush()
    assert sorted(written) == ["sold 0", "sold 1"]

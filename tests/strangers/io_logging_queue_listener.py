"""QueueHandler and QueueListener: stop() waits until all is written.

source: https://docs.python.org/3/howto/logging-cookbook.html#dealing-with-handlers-that-block
verdict: proved
"""

import logging
import logging.handlers
import queue
import threading

lines = []


class Keep(logging.Handler):
    def emit(self, record):
        lines.append(record.getMessage())


def main():
    q = queue.Queue(-1)
    log = logging.getLogger("queued")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(logging.handlers.QueueHandler(q))
    listener = logging.handlers.QueueListener(q, Keep())
    listener.start()
    t = threading.Thread(target=log.info, args=("hello",))
    t.start()
    t.join()
    listener.stop()
    assert lines == ["hello"]

"""Two handlers behind one queue; the one for errors gets no others.

source: https://docs.python.org/3/library/logging.handlers.html#queuelistener
verdict: proved
"""

import logging
import logging.handlers
import queue
import threading


class Keep(logging.Handler):
    def __init__(self, level):
        super().__init__(level)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


def main():
    waiting = queue.SimpleQueue()
    log = logging.getLogger("levels")
    log.propagate = False
    log.setLevel(logging.DEBUG)
    log.addHandler(logging.handlers.QueueHandler(waiting))
    everything, errors = Keep(logging.DEBUG), Keep(logging.ERROR)
    listener = logging.handlers.QueueListener(
        waiting, everything, errors, respect_handler_level=True
    )
    listener.start()
    worker = threading.Thread(target=log.info, args=("works",))
    worker.start()
    log.error("broken")
    worker.join()
    listener.stop()
    assert sorted(everything.texts) == ["broken", "works"]
    assert errors.texts == ["broken"]

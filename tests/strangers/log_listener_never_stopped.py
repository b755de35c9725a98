"""The queue's listener is not stopped: the last message may not be written yet.

source: https://runebook.dev/en/docs/python/library/logging.handlers/queuehandler
verdict: assertion
"""

import logging
import logging.handlers
import queue

written = []


class Keep(logging.Handler):
    def emit(self, record):
        written.append(record.getMessage())


def main():
    waiting = queue.Queue()
    log = logging.getLogger("app")
    log.propagate = False
    log.setLevel(logging.INFO)
    log.addHandler(logging.handlers.QueueHandler(waiting))
    listener = logging.handlers.QueueListener(waiting, Keep())
    listener.start()
    log.info("the last one")
    try:
        assert written == ["the last one"]
    finally:
        listener.stop()

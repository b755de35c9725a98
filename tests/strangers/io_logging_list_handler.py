"""A handler of one's own puts records into a list; handlers are locked.

source: https://docs.python.org/3/library/logging.html#handler-objects
verdict: proved
"""

import logging
import threading


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


handler = ListHandler()
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
log = logging.getLogger("app.worker")
log.setLevel(logging.INFO)
log.propagate = False
log.addHandler(handler)


def main():
    ts = [threading.Thread(target=log.info, args=("n=%d", n)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    log.debug("not shown")
    assert sorted(handler.lines) == ["INFO n=1", "INFO n=2"]

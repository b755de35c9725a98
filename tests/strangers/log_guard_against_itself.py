"""A mark of the thread's own says that it is within emit already, and the inner call is left out.

source: https://github.com/open-telemetry/opentelemetry-python/pull/4954
verdict: proved
"""

import logging
import threading

log = logging.getLogger("telemetry")

class Export(logging.Handler):
    def __init__(self):
        super().__init__()
        self.busy, self.sent = threading.local(), []

    def emit(self, record):
        if getattr(self.busy, "now", False):
            return
        self.busy.now = True
        try:
            log.warning("translated")
            self.sent.append(record.getMessage())
        finally:
            self.busy.now = False


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    export = Export()
    log.addHandler(export)
    log.propagate = False
    together(lambda: log.warning("%d", 1), lambda: log.warning("%d", 2))
    assert sorted(export.sent) == ["1", "2"]

"""A handler with a plain lock of its own warns through the logger that it serves.

source: https://github.com/open-telemetry/opentelemetry-python/pull/4954
verdict: deadlock
"""

import logging
import threading

log = logging.getLogger("telemetry")

class Export(logging.Handler):
    def createLock(self):
        self.lock = threading.Lock()

    def emit(self, record):
        if not isinstance(record.args, tuple):
            log.warning("an argument has an odd type")


def main():
    log.addHandler(Export())
    log.propagate = False
    worker = threading.Thread(target=log.warning, args=("%(name)s", {"name": "x"}))
    worker.start()
    worker.join()

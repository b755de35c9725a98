"""For the time of a block records get a mark by another factory, which is global: others' too.

source: https://docs.python.org/3/howto/logging-cookbook.html#customizing-logrecord
verdict: assertion
"""

import logging
import threading

marked = []


class Keep(logging.Handler):
    def emit(self, record):
        marked.append((record.getMessage(), hasattr(record, "audit")))


def audited(log):
    old = logging.getLogRecordFactory()

    def make(*arguments, **named):
        record = old(*arguments, **named)
        record.audit = True
        return record

    logging.setLogRecordFactory(make)
    try:
        log.info("secret")
    finally:
        logging.setLogRecordFactory(old)


def main():
    log = logging.getLogger("audit")
    log.propagate = False
    log.setLevel(logging.INFO)
    log.addHandler(Keep())
    threads = [
        threading.Thread(target=audited, args=(log,)),
        threading.Thread(target=log.info, args=("plain",)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ("plain", False) in marked

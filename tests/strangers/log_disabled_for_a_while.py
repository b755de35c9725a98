"""One thread silences all logging for a moment; the warning of another one is lost.

source: https://docs.python.org/3/library/logging.html#logging.disable
verdict: assertion
"""

import logging
import threading

heard = []


class Keep(logging.Handler):
    def emit(self, record):
        heard.append(record.levelname)


def quietly(work):
    logging.disable(logging.CRITICAL)
    try:
        work()
    finally:
        logging.disable(logging.NOTSET)


def main():
    log = logging.getLogger("alarm")
    log.propagate = False
    log.addHandler(Keep())
    quiet = threading.Thread(target=quietly, args=(lambda: None,))
    loud = threading.Thread(target=log.warning, args=("fire",))
    quiet.start()
    loud.start()
    quiet.join()
    loud.join()
    assert heard == ["WARNING"]

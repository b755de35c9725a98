"""dictConfig before the threads start; a StreamHandler writes to a buffer of the program.

source: https://docs.python.org/3/library/logging.config.html#logging.config.dictConfig
verdict: proved
"""

import io
import logging
import logging.config
import threading

buffer = io.StringIO()


def main():
    logging.config.dictConfig(
        {
            "version": 1,
            "formatters": {"plain": {"format": "%(levelname)s %(message)s"}},
            "handlers": {
                "out": {"class": "logging.StreamHandler", "formatter": "plain", "stream": buffer}
            },
            "root": {"level": "INFO", "handlers": ["out"]},
        }
    )
    threads = [threading.Thread(target=logging.info, args=(f"n{n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(buffer.getvalue().split("\n")) == ["", "INFO n0", "INFO n1"]

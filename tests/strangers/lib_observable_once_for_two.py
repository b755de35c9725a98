"""observable: a handler for once is triggered by two threads, and takes itself away twice.

source: https://pypi.org/project/observable/
verdict: exception
needs: observable
"""

import threading

from observable import Observable


def main():
    bus, heard = Observable(), []
    bus.once("start", heard.append)
    threads = [threading.Thread(target=bus.trigger, args=("start", n)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(heard) == 1

"""Two threads look whether a peekable has one more, and take it.

source: https://more-itertools.readthedocs.io/en/stable/api.html
verdict: exception
needs: more_itertools
"""

import threading

from more_itertools import peekable


def main():
    tickets, sold = peekable(["last"]), []

    def sell():
        if tickets:
            sold.append(next(tickets))

    threads = [threading.Thread(target=sell) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sold == ["last"]

"""A pair is bound as a whole, and read as a whole.

source: https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
verdict: proved
"""

import threading

pair = (1, 2)


def change():
    global pair
    pair = (3, 4)


def main():
    seen = []

    def look():
        first, second = pair
        seen.append(second - first)

    threads = [threading.Thread(target=target) for target in (look, change)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == [1]

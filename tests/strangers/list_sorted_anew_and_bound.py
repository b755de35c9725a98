"""sorted() makes a new list, and binding it is one step.

source: https://cpython-previews--144716.org.readthedocs.build/en/144716/library/threadsafety.html
verdict: proved
"""

import threading

scores = [3, 1, 2]


def order():
    global scores
    scores = sorted(scores, key=lambda n: -n)


def main():
    t = threading.Thread(target=order)
    t.start()
    seen = len(scores), scores[0]
    t.join()
    assert seen == (3, 3)
    assert scores == [3, 2, 1]

"""sort() with a key of one's own: the list looks empty to who looks meanwhile.

source: https://cpython-previews--144716.org.readthedocs.build/en/144716/library/threadsafety.html
verdict: assertion
"""

import threading

scores = [3, 1, 2]
calls = []


def key(number):
    calls.append(number)
    return number


def main():
    t = threading.Thread(target=scores.sort, kwargs={"key": key})
    t.start()
    seen = len(scores)
    t.join()
    assert seen == 3

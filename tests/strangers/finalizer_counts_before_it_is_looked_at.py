"""The last reference is dropped by one thread while another asks how many there are.

source: https://docs.python.org/3/library/weakref.html#weakref.finalize
verdict: assertion
"""

import threading


class Shared:
    alive = 0

    def __init__(self):
        type(self).alive += 1
        self.used = False

    def __del__(self):
        Shared.alive -= 1


box = [Shared()]


def main():
    seen = []
    box[0].used = True
    threads = [threading.Thread(target=target) for target in (box.clear, lambda: seen.append(Shared.alive))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == [1]

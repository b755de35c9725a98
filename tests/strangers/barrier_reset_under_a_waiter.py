"""reset throws out who waits; only in the order that was not thought of does nobody wait yet.

source: https://docs.python.org/3/library/threading.html#threading.Barrier.reset
verdict: exception or deadlock
"""

import threading

gate = threading.Barrier(2)


def main():
    thread = threading.Thread(target=gate.wait)
    thread.start()
    gate.reset()
    gate.wait()
    thread.join()

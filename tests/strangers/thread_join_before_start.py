"""RuntimeError: cannot join thread before it is started.

source: https://github.com/python/cpython/blob/main/Lib/test/test_threading.py
verdict: exception
"""

import threading


def main():
    t = threading.Thread(target=print)
    starter = threading.Thread(target=t.start)
    starter.start()
    t.join()
    starter.join()

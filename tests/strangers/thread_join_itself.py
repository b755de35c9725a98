"""RuntimeError: cannot join current thread.

source: https://github.com/python/cpython/blob/main/Lib/test/test_threading.py
verdict: exception
"""

import threading


def main():
    t = threading.Thread(target=lambda: threading.current_thread().join())
    t.start()
    t.join()

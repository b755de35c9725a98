"""What is registered for the end sees what threads have done that nobody has joined.

source: https://docs.python.org/3/library/atexit.html
verdict: proved
"""

import atexit
import threading

lines = []


def report():
    assert lines == ["work"]


def main():
    atexit.register(report)
    threading.Thread(target=lines.append, args=("work",)).start()

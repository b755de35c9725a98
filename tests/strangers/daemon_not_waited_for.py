"""A daemon writes the report, and nobody waits for it.

source: https://docs.python.org/3/library/threading.html#threading.Thread.daemon
verdict: assertion
"""

import threading

report = []


def main():
    threading.Thread(target=report.append, args=("all is well",), daemon=True).start()
    assert report

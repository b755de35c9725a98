"""What was there when it was asked for is gone when it is used.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-bugs.pdf
verdict: exception
"""

import threading

class Session:
    def __init__(self):
        self.info = {"query": "select 1"}


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    session, shown = Session(), []

    def show():
        if session.info is not None:
            shown.append(session.info["query"])

    def end():
        session.info = None

    together(show, end)

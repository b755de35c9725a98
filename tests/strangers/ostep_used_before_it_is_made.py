"""The new thread uses the variable that its maker sets when start() has returned.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-bugs.pdf
verdict: exception
"""

import threading

worker = None

def run():
    assert worker.name.startswith("Thread")


def main():
    global worker
    thread = threading.Thread(target=run)
    thread.start()
    worker = thread
    thread.join()

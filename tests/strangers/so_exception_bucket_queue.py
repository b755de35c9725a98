"""sys.exc_info() travels to the caller through a queue.

source: https://stackoverflow.com/questions/2829329/catch-a-threads-exception-in-the-caller-thread
verdict: proved
"""

import queue
import sys
import threading


class Worker(threading.Thread):
    def __init__(self, bucket):
        threading.Thread.__init__(self)
        self.bucket = bucket

    def run(self):
        try:
            raise Exception("An error occured here.")
        except Exception:
            self.bucket.put(sys.exc_info())


def main():
    bucket = queue.Queue()
    t = Worker(bucket)
    t.start()
    caught = False
    while True:
        try:
            exc_type, exc_value, exc_trace = bucket.get(block=False)
        except queue.Empty:
            pass
        else:
            caught = exc_type is Exception and "here" in str(exc_value)
        t.join(0.1)
        if t.is_alive():
            continue
        break
    # The thread may put and end between the look and the join.
    if not caught:
        caught = bucket.get_nowait()[0] is Exception
    assert caught

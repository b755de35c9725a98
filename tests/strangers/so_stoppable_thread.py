"""An event says when to stop.

source: https://stackoverflow.com/questions/323972/is-there-any-way-to-kill-a-thread
verdict: proved
"""

import threading
import time


class StoppableThread(threading.Thread):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._stop_event = threading.Event()
        self.rounds = 0

    def stop(self):
        self._stop_event.set()

    def stopped(self):
        return self._stop_event.is_set()

    def run(self):
        while not self.stopped():
            self.rounds += 1
            time.sleep(0.1)


def main():
    t = StoppableThread()
    t.start()
    time.sleep(1)
    t.stop()
    t.join()
    assert not t.is_alive()

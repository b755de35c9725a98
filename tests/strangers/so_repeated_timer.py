"""stop() cancels the timer that has just gone off; the next one is started all the same.

source: https://stackoverflow.com/questions/474528/how-to-repeatedly-execute-a-function-every-x-seconds
verdict: assertion
"""

import threading
import time

ticks = 0


class RepeatedTimer:
    def __init__(self, interval, function):
        self._timer = None
        self.interval = interval
        self.function = function
        self.is_running = False
        self.start()

    def _run(self):
        self.is_running = False
        self.start()
        self.function()

    def start(self):
        if not self.is_running:
            self._timer = threading.Timer(self.interval, self._run)
            self._timer.daemon = True
            self._timer.start()
            self.is_running = True

    def stop(self):
        self._timer.cancel()
        self.is_running = False


def tick():
    global ticks
    ticks += 1


def main():
    rt = RepeatedTimer(1, tick)
    try:
        time.sleep(2.5)
    finally:
        rt.stop()
    before = ticks
    time.sleep(3)
    assert ticks == before, "it goes on"

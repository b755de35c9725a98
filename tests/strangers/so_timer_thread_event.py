"""`while not stopped.wait(0.5)` goes round until the event is set.

source: https://stackoverflow.com/questions/12435211/threading-timer-repeat-function-every-n-seconds
verdict: proved
"""

from threading import Event, Thread


class Ticker(Thread):
    def __init__(self, event):
        Thread.__init__(self)
        self.stopped = event
        self.calls = 0

    def run(self):
        while not self.stopped.wait(0.5):
            self.calls += 1


def main():
    stop_flag = Event()
    thread = Ticker(stop_flag)
    thread.start()
    stop_flag.set()
    thread.join()
    assert thread.calls >= 0 and not thread.is_alive()

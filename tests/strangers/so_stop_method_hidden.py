"""A boolean in the name of a method: `self.stop = False` and then t.stop() calls it.

source: https://stackoverflow.com/questions/323972/is-there-any-way-to-kill-a-thread
verdict: exception
"""

import threading
import time


class Runner(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.stop = False

    def run(self):
        while not self.stop:
            time.sleep(1)


def main():
    t = Runner()
    t.start()
    t.stop()

"""Both find the worker not started: threads can only be started once.

source: https://blog.tsugumisys.com/posts/20260414-yGlf3.html
verdict: exception
"""

import threading


class Background:
    def __init__(self):
        self.thread = threading.Thread(target=print, args=("working",))
        self.started = False

    def start(self):
        if not self.started:
            self.thread.start()
            self.started = True


def main():
    b = Background()
    ts = [threading.Thread(target=b.start) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()

"""An actor is told to end while another still writes to it: the letter lies in the box for ever.

source: https://en.wikipedia.org/wiki/Actor_model
verdict: assertion
"""

import queue
import threading


class Actor(threading.Thread):
    def __init__(self):
        super().__init__()
        self.inbox, self.seen = queue.SimpleQueue(), []

    def run(self):
        for message in iter(self.inbox.get, None):
            self.seen.append(message)


def main():
    actor = Actor()
    actor.start()
    writer = threading.Thread(target=actor.inbox.put, args=("hello",))
    writer.start()
    actor.inbox.put(None)
    actor.join()
    writer.join()
    assert actor.seen == ["hello"]

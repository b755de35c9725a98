"""A taxi tells the dispatcher under its own lock; the dispatcher asks the taxis under his.

source: https://jcip.net/listings.html
verdict: deadlock
"""

import threading

class Taxi:
    def __init__(self, dispatcher):
        self.lock, self.dispatcher, self.at = threading.Lock(), dispatcher, (0, 0)

    def arrive(self, place):
        with self.lock:
            self.at = place
            self.dispatcher.free(self)

    def where(self):
        with self.lock:
            return self.at

class Dispatcher:
    def __init__(self):
        self.lock, self.taxis, self.waiting = threading.Lock(), [], []

    def free(self, taxi):
        with self.lock:
            self.waiting.append(taxi)

    def picture(self):
        with self.lock:
            return [taxi.where() for taxi in self.taxis]


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    dispatcher = Dispatcher()
    taxi = Taxi(dispatcher)
    dispatcher.taxis.append(taxi)
    together(lambda: taxi.arrive((1, 1)), dispatcher.picture)

"""Neither calls the other while it holds its lock.

source: https://jcip.net/listings.html
verdict: proved
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
            taxis = self.taxis[:]
        return [taxi.where() for taxi in taxis]


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    dispatcher, seen = Dispatcher(), []
    taxi = Taxi(dispatcher)
    dispatcher.taxis.append(taxi)
    together(lambda: taxi.arrive((1, 1)), lambda: seen.extend(dispatcher.picture()))
    assert seen in ([(0, 0)], [(1, 1)]) and dispatcher.waiting == [taxi]

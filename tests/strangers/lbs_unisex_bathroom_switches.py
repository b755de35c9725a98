"""The unisex bathroom: two light switches and one lock of the empty room.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading


class Switch:
    def __init__(self):
        self.count, self.mutex = 0, threading.Lock()

    def on(self, room):
        with self.mutex:
            self.count += 1
            if self.count == 1:
                room.acquire()

    def off(self, room):
        with self.mutex:
            self.count -= 1
            if self.count == 0:
                room.release()


class Bathroom:
    def __init__(self):
        self.empty = threading.Lock()
        self.switches = {"m": Switch(), "f": Switch()}
        self.inside = []

    def use(self, who):
        switch = self.switches[who]
        switch.on(self.empty)
        self.inside.append(who)
        assert len(set(self.inside)) == 1
        self.inside.remove(who)
        switch.off(self.empty)


def main():
    room = Bathroom()
    people = [threading.Thread(target=room.use, args=(who,)) for who in "mmf"]
    for p in people:
        p.start()
    for p in people:
        p.join()
    assert room.inside == []

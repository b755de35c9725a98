"""Two lightswitches on one room: never women and men at once.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading

class Lightswitch:
    def __init__(self):
        self.count, self.mutex = 0, threading.Semaphore(1)

    def lock(self, room):
        with self.mutex:
            self.count += 1
            if self.count == 1:
                room.acquire()

    def unlock(self, room):
        with self.mutex:
            self.count -= 1
            if self.count == 0:
                room.release()


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    empty, inside, lock = threading.Semaphore(1), {"w": 0, "m": 0}, threading.Lock()
    switches = {"w": Lightswitch(), "m": Lightswitch()}

    def visit(who, other):
        switches[who].lock(empty)
        with lock:
            inside[who] += 1
            assert not inside[other]
        with lock:
            inside[who] -= 1
        switches[who].unlock(empty)

    together(lambda: visit("w", "m"), lambda: visit("m", "w"), lambda: visit("w", "m"))
    assert not any(inside.values())

"""Whoever is asked to join leaves itself out.

source: https://github.com/facebookarchive/sparts/issues/37
verdict: proved
"""

import threading

class Service:
    def __init__(self, *tasks):
        self.threads = [threading.Thread(target=task, args=(self,)) for task in tasks]
        self.ended = threading.Event()

    def start(self):
        for thread in self.threads:
            thread.start()

    def shutdown(self):
        me = threading.current_thread()
        for thread in self.threads:
            if thread is not me:
                thread.join()
        self.ended.set()


def main():
    done = []
    service = Service(Service.shutdown, lambda service: done.append(1))
    service.start()
    service.ended.wait()
    assert done == [1]

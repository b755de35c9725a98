"""A task shuts the service down, which joins all of its threads, the task's among them.

source: https://github.com/facebookarchive/sparts/issues/37
verdict: exception
"""

import threading

class Service:
    def __init__(self, *tasks):
        self.threads = [threading.Thread(target=task, args=(self,)) for task in tasks]

    def start(self):
        for thread in self.threads:
            thread.start()

    def shutdown(self):
        for thread in self.threads:
            thread.join()


def changed(service):
    service.shutdown()


def main():
    service = Service(changed, lambda service: None)
    service.start()
    service.threads[0].join()

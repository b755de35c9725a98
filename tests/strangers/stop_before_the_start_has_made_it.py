"""Shut down while another is still starting: there is no thread yet to be asked.

source: https://github.com/agronholm/apscheduler/issues/10
verdict: exception
"""

import threading

class Scheduler:
    thread = None

    def start(self):
        self.wakeup = threading.Event()
        self.thread = threading.Thread(target=self.wakeup.wait, daemon=True)
        self.thread.start()

    def shutdown(self):
        if not self.thread.is_alive():
            return
        self.wakeup.set()
        self.thread.join()


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    scheduler = Scheduler()
    together(scheduler.start, scheduler.shutdown)

"""The mark of the end is looked at, and a line put into the queue behind the last reader.

source: https://jcip.net/listings.html
verdict: deadlock
"""

import queue
import threading

class LogWriter:
    def __init__(self):
        self.lines, self.closed = queue.Queue(), False
        self.writer = threading.Thread(target=self._write)
        self.writer.start()

    def _write(self):
        while self.lines.get() is not None:
            self.lines.task_done()

    def log(self, line):
        if not self.closed:
            self.lines.put(line)
            self.lines.join()

    def close(self):
        self.closed = True
        self.lines.put(None)
        self.writer.join()
        self.lines.task_done()


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    log = LogWriter()
    together(lambda: log.log("line"), log.close)

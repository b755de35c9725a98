"""A window that lives in one thread: workers put what is to be shown into a queue, and the window's
loop, which is asked by `after`, takes it out.

source: https://runebook.dev/en/docs/python/library/tkinter/threading-model
verdict: proved
"""

import queue
import threading


class Window:
    def __init__(self):
        self.planned, self.label, self.open = [], "", True

    def after(self, delay, function):
        self.planned.append(function)

    def mainloop(self):
        while self.open and self.planned:
            self.planned.pop(0)()


results = queue.Queue()
window = Window()


def work():
    results.put("half")
    results.put("done")


def poll():
    window.label = results.get()
    if window.label == "done":
        window.open = False
    else:
        window.after(100, poll)


def main():
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    window.after(100, poll)
    window.mainloop()
    assert window.label == "done"

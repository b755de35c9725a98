"""A worker adds a row while the window draws the rows.

source: https://pythoneo.com/?p=4454
verdict: assertion
"""

import threading


class ListBox:
    def __init__(self):
        self.rows, self.height = [], 0

    def insert(self, row):
        self.rows.append(row)
        self.height += 20

    def draw(self):
        return len(self.rows), self.height


box = ListBox()


def main():
    worker = threading.Thread(target=box.insert, args=("new",))
    worker.start()
    count, height = box.draw()
    worker.join()
    assert height == 20 * count

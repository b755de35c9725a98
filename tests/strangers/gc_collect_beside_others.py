"""One thread collects garbage while another one makes cycles: nothing of use is lost.

source: https://docs.python.org/3/library/gc.html
verdict: proved
"""

import gc
import threading

kept = []


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self


def main():
    def make():
        kept.append(Node("kept"))
        Node("dropped")

    threads = [threading.Thread(target=make), threading.Thread(target=gc.collect)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [node.name for node in kept] == ["kept"]

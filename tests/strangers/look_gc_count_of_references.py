"""gc.collect in a thread, while another one makes circles.

source: https://docs.python.org/3/library/gc.html
verdict: proved
"""

import gc
import threading


class Node:
    pass


def circles():
    for _ in range(2):
        a = Node()
        a.me = a


def main():
    ts = [threading.Thread(target=circles), threading.Thread(target=gc.collect)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()

"""Last in first out, and smallest first.

verdict: proved
"""

import queue


def main():
    stack, sorted_ = queue.LifoQueue(), queue.PriorityQueue()
    for item in (2, 1, 3):
        stack.put(item)
        sorted_.put(item)
    assert [stack.get() for _ in range(3)] == [3, 1, 2]
    assert [sorted_.get() for _ in range(3)] == [1, 2, 3]

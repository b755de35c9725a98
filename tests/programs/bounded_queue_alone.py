"""Nobody takes anything from the full queue.

verdict: deadlock
"""

import queue

work = queue.Queue(1)


def main():
    work.put(1)
    work.put(2)

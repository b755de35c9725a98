"""A bounded semaphore counts.

verdict: exception
"""

import threading

permits = threading.BoundedSemaphore(1)


def main():
    permits.release()

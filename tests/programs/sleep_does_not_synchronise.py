"""A thread that sleeps longer may still come first.

verdict: assertion
"""

from threading import Thread
import time

done = False


def work():
    global done
    done = True


def main():
    thread = Thread(target=work)
    thread.start()
    time.sleep(10)
    assert done

"""A thread that sleeps longer may still come first.

verdict: assertion
"""

import time
from threading import Thread

done = False


def work():
    global done
    done = True


def main():
    thread = Thread(target=work)
    thread.start()
    time.sleep(10)
    assert done

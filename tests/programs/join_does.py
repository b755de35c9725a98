"""join waits until the thread has ended.

verdict: proved
"""

from threading import Thread

done = False


def work():
    global done
    done = True


def main():
    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done

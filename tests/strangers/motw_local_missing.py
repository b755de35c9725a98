"""What main has put into a plain local is no attribute in the thread.

source: https://pymotw.com/3/threading/
verdict: exception
"""

import threading

local = threading.local()


def show():
    print("value=%s" % local.value)


def main():
    local.value = 1000
    show()
    t = threading.Thread(target=show)
    t.start()
    t.join()

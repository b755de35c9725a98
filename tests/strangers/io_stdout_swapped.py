"""sys.stdout is put aside while another thread prints: its line is caught, too.

source: https://stackoverflow.com/questions/1218933/can-i-redirect-the-stdout-into-some-sort-of-string-buffer
verdict: assertion
"""

import io
import sys
import threading


def main():
    t = threading.Thread(target=print, args=("from the thread",))
    t.start()
    old, sys.stdout = sys.stdout, io.StringIO()
    print("mine")
    text, sys.stdout = sys.stdout.getvalue(), old
    t.join()
    assert text == "mine\n"

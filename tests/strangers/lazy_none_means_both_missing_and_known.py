"""None is the answer and means that there is none yet: computed by both, though under a lock.

source: https://github.com/sgl-project/sglang/pull/24805
verdict: assertion
"""

import threading

lock, answer, asked = threading.Lock(), None, []


def look_up():
    global answer
    with lock:
        if answer is None:
            asked.append(1)
            answer = None


def main():
    threads = [threading.Thread(target=look_up) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(asked) == 1

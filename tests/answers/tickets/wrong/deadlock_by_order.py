"""Each transfer takes the lock of its source first: two opposite ones wait for each other.

like: ../right/with_lock.py
fails: check-transfer-hidden
"""
# %% transfer
def transfer(source, target, count):
    if source is target:
        return len(source.unsold()) >= count
    with source.lock, target.lock:
        if len(source.free) < count:
            return False
        for _ in range(count):
            target.free.append(source.free.pop())
        return True

"""The look at the source comes before the locks.

like: ../right/with_lock.py
fails: check-transfer
"""
# %% transfer
def transfer(source, target, count):
    if len(source.unsold()) < count:
        return False
    if source is target:
        return True
    first, second = sorted([source, target], key=id)
    with first.lock, second.lock:
        for _ in range(count):
            target.free.append(source.free.pop())
    return True

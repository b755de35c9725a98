"""Whether something is left is looked up outside of the lock.

like: ../right/pools.py
fails: check-threads-next check-threads-once
"""
# %% by-threads
def by_threads(tasks, workers):
    todo = deque(enumerate(tasks))
    results, errors, lock = [None] * len(tasks), {}, Lock()

    def worker():
        while todo:
            with lock:
                number, (function, argument) = todo.popleft()
            try:
                results[number] = function(argument)
            except Exception as error:
                errors[number] = error

    team = [Thread(target=worker) for _ in range(workers)]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return results

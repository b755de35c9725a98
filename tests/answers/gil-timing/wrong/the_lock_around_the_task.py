"""The lock is held while the task is done, too.

like: ../right/pools.py
fails: check-threads-pace check-threads-next check-threads-real check-run-all-hidden check-compare-real
"""
# %% by-threads
def by_threads(tasks, workers):
    todo = deque(enumerate(tasks))
    results, errors, lock = [None] * len(tasks), {}, Lock()

    def worker():
        while True:
            with lock:
                if not todo:
                    return
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

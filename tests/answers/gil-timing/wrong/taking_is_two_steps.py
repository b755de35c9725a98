"""The next task is looked at and taken in two steps, without a lock: the GIL will see to it.

like: ../right/pools.py
fails: check-threads-pace check-threads-next check-threads-errors check-threads-once
"""
# %% by-threads
def by_threads(tasks, workers):
    results, errors = [None] * len(tasks), {}
    place = [0]

    def worker():
        while place[0] < len(tasks):
            number = place[0]
            place[0] = number + 1
            function, argument = tasks[number]
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

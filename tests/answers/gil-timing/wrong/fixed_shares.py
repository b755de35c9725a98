"""Each worker has a fixed share of the tasks, as in the model of chapter 10.

like: ../right/pools.py
fails: check-threads-next check-coroutines-limit
"""
# %% by-threads
def by_threads(tasks, workers):
    results, errors = [None] * len(tasks), {}

    def worker(first):
        for number in range(first, len(tasks), workers):
            function, argument = tasks[number]
            try:
                results[number] = function(argument)
            except Exception as error:
                errors[number] = error

    team = [Thread(target=worker, args=(number,)) for number in range(workers)]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return results

# %% by-coroutines
def by_coroutines(tasks, workers):
    results, errors = [None] * len(tasks), {}

    async def worker(first):
        for number in range(first, len(tasks), workers):
            function, argument = tasks[number]
            try:
                results[number] = await function(argument)
            except Exception as error:
                errors[number] = error

    async def everything():
        await asyncio.gather(*[worker(number) for number in range(workers)])

    thread = Thread(target=lambda: asyncio.run(everything()))
    thread.start()
    thread.join()
    if errors:
        raise errors[min(errors)]
    return results

"""No task begins after an error; coroutines that take the next task, a loop in this thread if there is none; a process for each task."""
# %% predicted
predicted = {"a": 12, "b": 3, "c": 3, "d": 3, "e": 3, "f": 1, "g": 12, "h": 7, "i": 6, "j": 1}

# %% figures
figures = {"gain": 5.70 / 1.47, "cores": 2, "thread": (3.01 - 2) / 4000 * 1000, "process": (21.1 - 2) / 4,
           "freed": 2.43 / 1.26, "price": (2.43 / 2.14 - 1) * 100}

# %% best-of
def best_of(runs, function, clock=perf_counter):
    """Return the seconds of the fastest of `runs` calls of `function()`, and its result."""
    if runs < 1:
        raise ValueError("at least one run")
    expected = function()
    times = []
    for _ in range(runs):
        start = clock()
        result = function()
        times.append(clock() - start)
        if result != expected:
            raise ValueError("not the same work")
    return min(times), expected

# %% laws
def speed_up(times):
    return dict(zip(times, (times[1] / seconds for seconds in times.values())))


def amdahl(alone, workers):
    return workers / (alone * workers + 1 - alone)


def workers_needed(alone, speed):
    workers = 1
    while amdahl(alone, workers) < speed:
        if alone and 1 / alone <= speed:
            return None
        workers += 1
    return workers

# %% by-threads
def by_threads(tasks, workers):
    """Return the results of `tasks`, done by threads, at most `workers` at a time."""
    waiting = deque(enumerate(tasks))
    results, errors = {}, {}

    def work():
        while not errors:
            try:
                place, (function, argument) = waiting.popleft()
            except IndexError:
                return
            try:
                results[place] = function(argument)
            except Exception as error:
                errors[place] = error

    threads = [Thread(target=work) for _ in range(min(workers, len(tasks)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for place in sorted(errors):
        raise errors[place]
    return [results[place] for place in range(len(tasks))]

# %% by-coroutines
def by_coroutines(tasks, workers):
    """Return the results of `tasks`, coroutine functions, at most `workers` at a time."""
    results, errors = {}, {}

    async def take(remaining):
        for place, (function, argument) in remaining:
            try:
                results[place] = await function(argument)
            except Exception as error:
                errors[place] = error
            if errors:
                return

    async def main():
        remaining = iter(list(enumerate(tasks)))
        async with asyncio.TaskGroup() as group:
            for _ in range(min(workers, len(tasks))):
                group.create_task(take(remaining))

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(main())
    else:
        thread = Thread(target=asyncio.run, args=(main(),))
        thread.start()
        thread.join()
    if errors:
        raise errors[min(errors)]
    return [results[place] for place in range(len(tasks))]

# %% by-processes
def by_processes(tasks, workers):
    """Return the results of `tasks`, done by other processes, at most `workers` at a time."""
    if not tasks:
        return []
    pool = multiprocessing.Pool(workers, maxtasksperchild=1)
    handed = [pool.apply_async(function, (argument,)) for function, argument in tasks]
    pool.close()
    pool.join()
    return [each.get() for each in handed]

# %% run-all
KINDS = {
    "serial": lambda tasks, workers: [function(argument) for function, argument in tasks],
    "threads": by_threads,
    "processes": by_processes,
    "asyncio": by_coroutines,
}


def run_all(tasks, kind, workers):
    if kind not in KINDS or not workers >= 1:
        raise ValueError(f"There is no kind {kind!r}, or no worker.")
    return KINDS[kind](tasks, workers)


def compare(cases, workers, clock=perf_counter):
    table = []
    for kind in cases:
        seconds, result = best_of(3, lambda: run_all(cases[kind], kind, workers), clock)
        table.append((seconds, kind, result))
    if not all(result == table[0][2] for _, _, result in table):
        raise ValueError("other work")
    table.sort(key=lambda row: row[0])
    return {kind: seconds for seconds, kind, _ in table}

# %% guess
guess = {"naps by threads": 20, "naps by asyncio": 20, "sums by threads": 1, "sums by processes": 2}

# %% choices
choices = {1: ("processes", 8), 2: ("threads", 20), 3: ("asyncio", 5000), 4: ("serial", 1), 5: ("threads", 8)}

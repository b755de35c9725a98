"""Everything by hand: a queue, a process with a pipe for each worker from a module of its own, and a team of coroutines."""
# %% predicted
predicted = dict(a=12.0, b=12 / 4, c=12 / 4, d=3.0, e=12 / 4, f=1.0, g=12 * 1, h=4 * 1 + 3, i=3 * 2, j=1)

# %% figures
figures = {"gain": 3.9, "cores": 2, "thread": 0.25, "process": 4.8, "freed": 1.93, "price": 13.6}

# %% best-of
def best_of(runs, function, clock=perf_counter):
    if runs <= 0:
        raise ValueError
    warm = function()
    times = []
    for i in range(runs):
        start = clock()
        again = function()
        stop = clock()
        times.append(stop - start)
        if not again == warm:
            raise ValueError("different")
    return [min(times), warm]

# %% laws
def speed_up(times):
    result = {}
    for n in times:
        result[n] = Fraction(times[1]) / Fraction(times[n])
    return result

def amdahl(alone, workers):
    parallel = 1 - alone
    return (alone + parallel / workers) ** -1

def workers_needed(alone, speed):
    if alone and speed >= 1 / alone and speed > 1:
        return None
    n = 1
    while amdahl(alone, n) < speed:
        n += 1
    return n

# %% by-threads
def by_threads(tasks, workers):
    todo = Queue()
    for number, task in enumerate(tasks):
        todo.put((number, task))
    results = [None] * len(tasks)
    errors = {}

    def worker():
        while True:
            try:
                number, (function, argument) = todo.get_nowait()
            except Empty:
                return
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

# %% by-coroutines
def by_coroutines(tasks, workers):
    results, errors = {}, {}

    async def worker(todo):
        for number, (function, argument) in todo:
            try:
                results[number] = await function(argument)
            except Exception as error:
                errors[number] = error

    async def main():
        todo = iter(enumerate(tasks))
        await asyncio.gather(*(worker(todo) for _ in range(workers)))

    thread = Thread(target=lambda: asyncio.run(main()))
    thread.start()
    thread.join()
    for number in sorted(errors):
        raise errors[number]
    return [results[number] for number in range(len(tasks))]

# %% by-processes
import sys
import tempfile
from multiprocessing.connection import wait
from pathlib import Path

folder = tempfile.mkdtemp()
Path(folder, "my_worker.py").write_text("""
def work(line):
    while (order := line.recv()) is not None:
        number, function, argument = order
        try:
            line.send((number, True, function(argument)))
        except Exception as error:
            line.send((number, False, error))
""")
sys.path.append(folder)
import my_worker

def by_processes(tasks, workers):
    todo = list(enumerate(tasks))
    todo.reverse()
    team, lines, busy = [], [], 0
    for _ in range(min(workers, len(tasks))):
        here, there = multiprocessing.Pipe()
        process = multiprocessing.Process(target=my_worker.work, args=(there,))
        process.start()
        there.close()
        team.append(process)
        lines.append(here)
    results, errors = {}, {}

    def give(line):
        if todo:
            number, (function, argument) = todo.pop()
            line.send((number, function, argument))
        else:
            line.send(None)
            lines.remove(line)

    for line in list(lines):
        give(line)
    while lines:
        for line in wait(lines):
            number, fine, value = line.recv()
            (results if fine else errors)[number] = value
            give(line)
    for process in team:
        process.join()
    if errors:
        raise errors[min(errors)]
    return [results[number] for number in range(len(tasks))]

# %% run-all
def run_all(tasks, kind, workers):
    if workers < 1 or kind not in ["serial", "threads", "processes", "asyncio"]:
        raise ValueError("no")
    if kind == "threads":
        return by_threads(tasks, workers)
    elif kind == "processes":
        return by_processes(tasks, workers)
    elif kind == "asyncio":
        return by_coroutines(tasks, workers)
    out = []
    for f, x in tasks:
        out.append(f(x))
    return out

def compare(cases, workers, clock=perf_counter):
    table = []
    first = None
    for kind in cases:
        def function():
            return run_all(cases[kind], kind, workers)
        seconds, result = best_of(3, function, clock)
        if first is None:
            first = result
        elif first != result:
            raise ValueError("not the same work")
        table.append((seconds, kind))
    table.sort()
    return {kind: seconds for seconds, kind in table}

# %% guess
guess = {"naps by threads": 15.5, "naps by asyncio": 20, "sums by threads": 0.95, "sums by processes": 1.8}

# %% choices
choices = {1: ["processes", 8], 2: ["threads", 20], 3: ["asyncio", 5000], 4: ["serial", 1], 5: ["threads", 8]}

"""Threads that answer into a queue, a condition, a pipe for each child, results in files.

like: built_on_each_other.py
"""
# %% run-named
def run_named(jobs):
    """Run each job in a thread of its own with its name; return results and errors by name."""
    done = Queue()

    class Scanner(Thread):
        def run(self):
            try:
                done.put((0, self.name, jobs[self.name]()))
            except BaseException as error:
                done.put((1, self.name, error))

    scanners = [Scanner(name=name) for name in jobs]
    [scanner.start() for scanner in scanners]
    both = {}, {}
    for _ in scanners:
        which, name, value = done.get()
        both[which][name] = value
    [scanner.join() for scanner in scanners]
    return both

# %% helper
class Helper(Thread):
    """A thread that keeps the result or the error of its job."""

    def __init__(self, name, job):
        Thread.__init__(self, None, self._keep, name, (job,))
        self.result = None
        self.error = None

    def _keep(self, job):
        try:
            result = job()
        except BaseException as error:
            self.error = error
        else:
            self.result = result

    def value(self):
        Thread.join(self)
        if self.error:
            raise self.error
        return self.result

# %% at-most
def run_at_most(most, jobs):
    """Run the jobs, at most `most` at a time; return their results and errors by name."""
    if most < 1:
        raise ValueError("There must be a scanner.")
    results, errors = {}, {}
    changed = Condition()
    running = 0

    def work(name):
        nonlocal running
        try:
            results[name] = jobs[name]()
        except BaseException as error:
            errors[name] = error
        with changed:
            running -= 1
            changed.notify()

    threads = []
    for name in jobs:
        with changed:
            changed.wait_for(lambda: running < most)
            running += 1
        threads.append(Thread(target=work, args=(name,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return results, errors

# %% meet
%%program --only-write meet.py
import os
from multiprocessing import Pipe, Process, current_process, parent_process

def child(end):
    end.send((current_process().name, os.getpid(), parent_process().pid))
    end.close()


def meet(names):
    """Start a child for each name; return what the children say: name, number, parent's number."""
    family = []
    for name in names:
        here, there = Pipe()
        process = Process(None, child, name, [there])
        process.start()
        there.close()
        family.append((here, process))
    answers = []
    for here, process in family:
        answers.append(here.recv())
        process.join()
        process.close()
    return answers

# %% worker
%%program --only-write crew.py
import os
import pickle
import tempfile
from multiprocessing import Process


class Worker(Process):
    """A process that writes the result or the error of a function to a file."""

    def __init__(self, name, function, *arguments):
        super().__init__(name=name)
        self.function, self.arguments = function, arguments
        handle, self.path = tempfile.mkstemp()
        os.close(handle)

    def run(self):
        try:
            answer = pickle.dumps((True, self.function(*self.arguments)))
        except Exception as error:
            answer = pickle.dumps((False, f"{type(error).__name__}: {error}"))
        with open(self.path + ".new", "wb") as file:
            file.write(answer)
        os.replace(self.path + ".new", self.path)

    def value(self, seconds=None):
        self.join(seconds)
        if self.exitcode is None:
            raise TimeoutError(f"{self.name} is still running.")
        with open(self.path, "rb") as file:
            answer = file.read()
        if not answer:
            raise RuntimeError(f"exit status {self.exitcode}")
        good, found = pickle.loads(answer)
        if good:
            return found
        raise RuntimeError(found)

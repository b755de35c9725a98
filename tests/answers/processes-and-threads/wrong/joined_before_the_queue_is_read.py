"""All are joined first; a large result keeps its child from ending.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-run-all-hidden
"""
# %% run-all
%%program --only-write shift.py
from multiprocessing import Process, Queue


def work(answers, name, function, *arguments):
    try:
        answers.put((name, function(*arguments), None))
    except Exception as error:
        answers.put((name, None, f"{type(error).__name__}: {error}"))


def run_all(jobs, seconds=None):
    answers, results, errors, children = Queue(), {}, {}, {}
    for name, job in jobs.items():
        try:
            children[name] = Process(target=work, args=(answers, name, *job), name=name)
            children[name].start()
        except Exception as error:
            errors[name] = str(error)
            del children[name]
    from time import monotonic
    end = monotonic() + (seconds or 10 ** 6)
    for child in children.values():
        child.join(max(0, end - monotonic()))
    while not answers.empty():
        name, result, error = answers.get()
        if error is None:
            results[name] = result
        else:
            errors[name] = error
    for name, child in children.items():
        if name not in results and name not in errors:
            errors[name] = "too late" if child.is_alive() else f"exit status {child.exitcode}"
        child.kill()
        child.join()
    return results, errors

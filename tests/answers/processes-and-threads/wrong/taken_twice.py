"""Scanners look at a list and take from it in two steps.

like: threads_only.py
fails: check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most
def run_at_most(most, jobs):
    if most < 1:
        raise ValueError
    todo, results, errors = list(jobs), {}, {}

    def scanner():
        while todo:
            name = todo[0]
            todo.remove(name)
            try:
                results[name] = jobs[name]()
            except BaseException as error:
                errors[name] = error

    scanners = [Thread(target=scanner) for _ in range(most)]
    for thread in scanners:
        thread.start()
    for thread in scanners:
        thread.join()
    return results, errors

"""SystemExit ends the scanner, and its other jobs are not done.

like: threads_only.py
fails: check-at-most-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most
def run_at_most(most, jobs):
    if most <= 0:
        raise ValueError(f"{most} scanners?")
    todo = Queue()
    for item in jobs.items():
        todo.put(item)
    results, errors = {}, {}

    def scanner():
        while True:
            try:
                name, job = todo.get_nowait()
            except Empty:
                break
            try:
                results[name] = job()
            except Exception as error:
                errors[name] = error

    scanners = [Thread(target=scanner) for _ in range(min(most, len(jobs)))]
    for each in scanners:
        each.start()
    for each in scanners:
        each.join()
    return results, errors

"""Sleeps for the whole time-out and looks then.

like: ../right/queue_and_sentinel.py
fails: check-at-most-hidden
"""
# %% at-most
def at_most(seconds, job):
    """Return `job()`; raise `TimeoutError` if that takes longer than `seconds`."""
    done = {}

    def work():
        try:
            done["result"] = job()
        except BaseException as error:
            done["error"] = error

    thread = Thread(target=work, daemon=True)
    thread.start()
    sleep(seconds)
    if "error" in done:
        raise done["error"]
    if "result" not in done:
        raise TimeoutError(f"not done within {seconds} s")
    return done["result"]

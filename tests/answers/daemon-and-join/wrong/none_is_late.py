"""A result of None is taken for none.

like: ../right/queue_and_sentinel.py
fails: check-at-most
"""
# %% at-most
def at_most(seconds, job):
    result, errors = None, []

    def work():
        nonlocal result
        try:
            result = job()
        except Exception as error:
            errors.append(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if result is None:
        raise TimeoutError("not done")
    return result

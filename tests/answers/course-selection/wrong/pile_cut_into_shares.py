"""Each clerk has a share from the beginning, and who is done early goes home.

like: ../right/log_is_everything.py
fails: check-pile-hidden
"""
# %% work-off
def work_off(choose, forms, clerks):
    results, accidents = [None] * len(forms), []

    def clerk(first):
        for number in range(first, len(forms), clerks):
            try:
                results[number] = said(choose, *forms[number])
            except Exception as error:
                accidents.append(error)

    team = [Thread(target=clerk, args=(first,)) for first in range(clerks)]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join()
    if accidents:
        raise accidents[0]
    return results

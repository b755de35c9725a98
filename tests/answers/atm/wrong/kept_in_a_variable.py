"""The bank is kept in a dictionary of the program.

like: ../right/one_lock.py
fails: check-restart
"""
# %% storage
SAVED = {}

def save(bank, folder):
    with bank.lock:
        SAVED[folder] = json.dumps([bank.money, bank.carts, bank.shelf, bank.price, bank.entries])

def load(folder):
    if folder not in SAVED:
        raise NothingSaved(folder)
    bank = open_bank()
    bank.money, bank.carts, bank.shelf, bank.price, entries = json.loads(SAVED[folder])
    bank.entries = [tuple(entry) for entry in entries]
    return bank

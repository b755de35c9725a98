"""Only the balances are saved.

like: ../right/one_lock.py
fails: check-restart check-save check-save-meanwhile
"""
# %% storage
def save(bank, folder):
    new = Path(folder, "balances.new")
    new.write_text(json.dumps(bank.balances()))
    os.replace(new, Path(folder, "balances.json"))

def load(folder):
    try:
        text = Path(folder, "balances.json").read_text()
    except FileNotFoundError:
        raise NothingSaved(folder) from None
    bank = open_bank()
    bank.money = json.loads(text)
    bank.carts = {name: {} for name in bank.money}
    return bank

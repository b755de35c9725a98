"""Saves one dictionary after the other, without a lock.

like: ../right/one_lock.py
fails: check-save-meanwhile
"""
# %% storage
def save(bank, folder):
    data = {
        "money": {name: bank.balance(name) for name in bank.balances()},
        "carts": bank.carts, "shelf": bank.shelf, "price": bank.price, "entries": bank.log(),
    }
    text = json.dumps(data)
    path = os.path.join(folder, "bank.json")
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".tmp", path)


def load(folder):
    path = os.path.join(folder, "bank.json")
    if not os.path.exists(path):
        raise NothingSaved(folder)
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    bank = open_bank()
    bank.money, bank.carts = data["money"], data["carts"]
    bank.shelf, bank.price = data["shelf"], data["price"]
    bank.entries = [tuple(entry) for entry in data["entries"]]
    return bank

"""What goes wrong when it is saved is nobody's concern.

like: ../right/one_lock.py
fails: check-cut-off
"""
# %% storage
def save(bank, folder):
    with bank.lock:
        data = {
            "money": bank.money, "carts": bank.carts, "shelf": bank.shelf,
            "price": bank.price, "entries": bank.entries,
        }
        text = json.dumps(data)
    path = os.path.join(folder, "bank.json")
    try:
        with open(path + ".tmp", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + ".tmp", path)
    except OSError:
        print("could not be saved")


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

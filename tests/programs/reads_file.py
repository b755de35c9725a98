"""Files are not modelled.

verdict: unsupported
"""


def main():
    with open("notes.txt") as file:
        file.read()

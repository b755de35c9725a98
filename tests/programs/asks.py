"""Nobody is there to answer.

verdict: unsupported
"""


def main():
    input("How many? ")

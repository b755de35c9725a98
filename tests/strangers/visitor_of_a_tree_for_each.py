"""ast.NodeVisitor: each has one of its own.

source: https://docs.python.org/3/library/ast.html#ast.NodeVisitor
verdict: proved
"""

import ast
import threading


class Names(ast.NodeVisitor):
    def __init__(self):
        self.found = set()

    def visit_Name(self, node):
        self.found.add(node.id)


def main():
    seen = []

    def work(text):
        names = Names()
        names.visit(ast.parse(text))
        seen.append(sorted(names.found))

    threads = [threading.Thread(target=target) for target in (lambda: work("a + b"), lambda: work("c"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(seen) == [["a", "b"], ["c"]]

"""ast.NodeVisitor with a count in itself, used for two trees.

source: https://docs.python.org/3/library/ast.html#ast.NodeVisitor
verdict: assertion
"""

import ast
import threading


class Names(ast.NodeVisitor):
    count = 0

    def visit_Name(self, node):
        self.count += 1
        self.generic_visit(node)


def main():
    names = Names()
    first, second = ast.parse("a"), ast.parse("b")
    threads = [threading.Thread(target=target) for target in (lambda: names.visit(first), lambda: names.visit(second))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert names.count == 2

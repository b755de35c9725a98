"""Two workers find the same link new.

source: https://leetcode.com/problems/web-crawler-multithreaded/
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor

LINKS = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/c"], "/c": []}
seen = {"/"}
fetched = []


def visit(page):
    fetched.append(page)
    fresh = []
    for link in LINKS[page]:
        if link not in seen:
            seen.add(link)
            fresh.append(link)
    return fresh


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        todo = ["/"]
        while todo:
            todo = [link for links in pool.map(visit, todo) for link in links]
    assert len(fetched) == len(LINKS), fetched

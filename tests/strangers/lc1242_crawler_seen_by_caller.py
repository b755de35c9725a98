"""Only the caller looks at what was seen; the workers return links.

source: https://leetcode.com/problems/web-crawler-multithreaded/
verdict: proved
"""

from concurrent.futures import ThreadPoolExecutor

LINKS = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/c"], "/c": []}


def main():
    seen, todo = {"/"}, ["/"]
    with ThreadPoolExecutor(max_workers=2) as pool:
        while todo:
            following = []
            for links in pool.map(LINKS.__getitem__, todo):
                for link in links:
                    if link not in seen:
                        seen.add(link)
                        following.append(link)
            todo = following
    assert sorted(seen) == sorted(LINKS)

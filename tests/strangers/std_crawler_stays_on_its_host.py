"""A crawler takes links of its own host only, each one once, under a lock.

source: https://leetcode.com/problems/web-crawler-multithreaded/
verdict: proved
"""

import threading
from urllib.parse import urljoin, urlparse, urlsplit

links = {
    "http://a.org/": ["one", "http://b.org/", "/two"],
    "http://a.org/one": ["two"],
    "http://a.org/two": ["/"],
}
lock = threading.Lock()
seen = {"http://a.org/"}


def crawl(url):
    threads = []
    for link in links[url]:
        found = urljoin(url, link)
        if urlparse(found).netloc != urlsplit(url).hostname:
            continue
        with lock:
            if found in seen:
                continue
            seen.add(found)
        threads.append(threading.Thread(target=crawl, args=(found,)))
        threads[-1].start()
    for thread in threads:
        thread.join()


def main():
    crawl("http://a.org/")
    assert len(seen) == 3

"""A small crawler: pages are parsed by an HTMLParser, and links are seen once, under a lock.

source: https://docs.python.org/3/library/html.parser.html
verdict: proved
"""

import threading
from html.parser import HTMLParser

PAGES = {
    "/": '<a href="/a">a</a> <a href="/b">b</a>',
    "/a": '<a href="/b">b</a>',
    "/b": '<p>nothing &amp; more</p>',
}
seen, lock = {"/"}, threading.Lock()


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs)["href"])


def crawl(page):
    parser = Links()
    parser.feed(PAGES[page])
    threads = []
    for link in parser.found:
        with lock:
            new = link not in seen
            seen.add(link)
        if new:
            threads.append(threading.Thread(target=crawl, args=(link,)))
            threads[-1].start()
    for t in threads:
        t.join()


def main():
    crawl("/")
    assert seen == {"/", "/a", "/b"}

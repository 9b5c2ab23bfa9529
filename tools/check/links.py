#!/usr/bin/env python3
"""Fails if a page of rustdoc has a link that leads nowhere.

    cargo doc --no-deps && python3 tools/check/links.py target/doc netwright

Checks each link in the pages of a crate that is relative: the page must exist, and have the anchor.
rustdoc itself checks links to items only; a link to a file beside the README is dead on docs.rs.
"""

import argparse
import html.parser
import sys
import urllib.parse
from pathlib import Path


class Page(html.parser.HTMLParser):
    """The links and anchors of a page."""

    def __init__(self, path):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id"):
            self.anchors.add(attributes["id"])
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])


def dead_links(root, crate):
    """Each dead link as (page, link)."""
    pages = {path.resolve(): Page(path) for path in (root / crate).rglob("*.html")}
    for path, page in sorted(pages.items()):
        for link in page.links:
            url = urllib.parse.urlsplit(link)
            if url.scheme or url.netloc:
                continue
            target = (path.parent / urllib.parse.unquote(url.path)).resolve() if url.path else path
            if not target.is_file():
                yield path, link
            # rustdoc writes most anchors as they stand in the link, with escapes.
            elif target in pages and url.fragment and not {url.fragment, urllib.parse.unquote(url.fragment)} & pages[target].anchors:
                yield path, link


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path, help="the folder that rustdoc has written, target/doc")
    parser.add_argument("crate", help="the name of the crate")
    arguments = parser.parse_args()
    if not (arguments.root / arguments.crate / "index.html").is_file():
        sys.exit(f"{arguments.root} has no documentation of {arguments.crate}")
    dead = list(dead_links(arguments.root, arguments.crate))
    for page, link in dead:
        print(f"{page.relative_to(arguments.root.resolve())}: {link}")
    if dead:
        sys.exit(f"{len(dead)} dead links")
    print("no dead links")


if __name__ == "__main__":
    main()

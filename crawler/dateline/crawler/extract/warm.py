"""Importing this loads everything that extraction needs, so that processes forked later have it at once."""

import gc

from dateline.crawler.extract.article import extract

_PAGE = (
    "<html lang=en><head><title>Warm</title></head><body><article><h1>Warm</h1><time>2024-05-06</time>"
    + "<p>A first page loads the tables and models, which are many, and is then forgotten at once.</p>" * 5
    + "</article></body></html>"
)

extract(_PAGE, "https://example.org/2024/05/06/warm")
gc.collect()
gc.freeze()

"""`scrapy forget`: a legal takedown.

`forget` the order of it, and the tables; `takedown` the WARC files; `traces` by what a text is told that is no longer
there, `telling` which of its traces are its own, `forgotten` those that are remembered.
"""

"""Between Scrapy and the network.

`frontier` what is fetched at all, and what each response ends in; `guard` where requests may go; `politeness` when;
`revisit` what a known page costs; `warc` every response as received; `complete` and its `codings` whether it came
whole; `fingerprint` which requests are the same.
"""

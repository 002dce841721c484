"""Between Scrapy and the network: `frontier` what is fetched at all, `guard` where requests may go,
`fingerprint` which of them are the same.
"""

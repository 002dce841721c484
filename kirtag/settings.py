"""Scrapy's settings for kirtag, each that differs from Scrapy's default with its reason.

kirtag's own: `ARCHIVE`, `CONTACT`, `GUARD_ALLOW`, `REVISIT_AFTER`, `RETRY_AFTER_DEFAULT`, `RETRY_AFTER_LONGEST`,
`ERROR_THRESHOLD`, `WARC_SIZE`, `AGENCIES_AT_ONCE`, and `RUN`, which the crawl command sets. All can be set with
`-s NAME=VALUE`, which wins over an agency's own settings.
"""

from scrapy.settings import default_settings

BOT_NAME = "kirtag"
SPIDER_MODULES = ["kirtag.spiders"]
NEWSPIDER_MODULE = "kirtag.spiders"
COMMANDS_MODULE = "kirtag.commands"

# The archive's folder, relative to scrapy.cfg: kirtag.db, warc/ and locks/.
ARCHIVE = "archive"
# The row of the ledger that a crawl counts into; empty outside of `scrapy crawl`.
RUN = ""
# Seconds before an article is visited again at the soonest. Wires correct within hours, then hardly ever.
REVISIT_AFTER = 6 * 3600
# The share of pages that may fail before a run ends with exit code 5.
ERROR_THRESHOLD = 0.1
# Bytes after which a run's WARC file is ended and the next begun: what tools for web archives expect.
WARC_SIZE = 1_000_000_000
# Agencies that `scrapy crawl all` crawls side by side: each waits for its server most of the time.
AGENCIES_AT_ONCE = 4
# Hosts that may resolve to private addresses. None: nothing on the web may lead us into a private network.
GUARD_ALLOW: list[str] = []

# An address to write to, which `scrapy crawl` puts behind our name in the User-Agent: an administrator who can ask
# does not have to block. Set it to yours.
CONTACT = ""

# Nothing listens. Remote control, new and on by default in Scrapy 2.19, runs any Python that reaches its port.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# What is off below is not even loaded: a web server, a telnet server and a list of domains are a fifth of the time that
# a command takes to start. To set them to None in EXTENSIONS and DOWNLOADER_MIDDLEWARES would load them.
_UNUSED = {
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
}
EXTENSIONS_BASE = {name: at for name, at in default_settings.EXTENSIONS_BASE.items() if name not in _UNUSED}
DOWNLOADER_MIDDLEWARES_BASE = {
    name: at for name, at in default_settings.DOWNLOADER_MIDDLEWARES_BASE.items() if name not in _UNUSED
}

# Only the web: by default Scrapy reads file:, ftp:, s3: and data: addresses that a page links to.
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None, "data": None}
# Scrapy's default takes any certificate, so that anyone on the way could write our archive.
DOWNLOAD_VERIFY_CERTIFICATES = True
# Every hop is checked for scheme, host and address; what a name resolves to, too.
DOWNLOADER_MIDDLEWARES = {
    "kirtag.fetch.guard.GuardMiddleware": 10,
    # robots.txt as RFC 9309 has it: one that fails forbids all.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "kirtag.fetch.politeness.StrictRobotsMiddleware": 100,
    # Known pages: conditions on the request, and the whole body compared once it is decompressed.
    "kirtag.fetch.revisit.RevisitMiddleware": 520,
    # Retry-After and Crawl-delay, before Scrapy's own retries.
    "kirtag.fetch.politeness.PolitenessMiddleware": 560,
    # Bytes as received: is all there, and before that, into the WARC file.
    "kirtag.fetch.complete.CompletenessMiddleware": 940,
    "kirtag.fetch.warc.WarcMiddleware": 950,
    # It lets start requests and their redirects pass, and passes retries; the guard does its work on all.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
}
TWISTED_DNS_RESOLVER = "kirtag.fetch.guard.GuardedResolver"

# A page of news is under 1 MB. Scrapy's 1 GiB let eight compressed bombs take 11 GB of memory.
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024
# A body shorter than announced comes with a flag, so that one middleware judges all that is cut.
DOWNLOAD_FAIL_ON_DATALOSS = False
# Stops before systemd's patience ends: on SIGTERM Scrapy waits for the downloads under way.
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 5
# A refresh inside a page is not followed by readers of text, and would put a stub in the article's place.
METAREFRESH_ENABLED = False
# No login anywhere; and the first cookie would make Scrapy fetch the public suffix list.
COOKIES_ENABLED = False
REFERRER_POLICY = "same-origin"

# Polite: robots.txt, one request at a time and one a second for a host.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "kirtag"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# What the downloader takes it finishes, a second each, before a run that is told to stop does.
CONCURRENT_REQUESTS = 2
DOWNLOAD_DELAY = 1.0
# By default half of the pauses would be shorter.
DOWNLOAD_DELAY_JITTER = 0.0
# Seconds to wait after a 429 without a Retry-After, and the longest that a run waits: a longer one ends it (75).
RETRY_AFTER_DEFAULT = 60
RETRY_AFTER_LONGEST = 900
# The frontier says in its own words which page could not be fetched.
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"

# Bounded: the deepest page of a listing in one run, and its longest time. The frontier keeps the rest for the next.
DEPTH_LIMIT = 50
CLOSESPIDER_TIMEOUT = 6 * 3600
CLOSESPIDER_ERRORCOUNT = 100
MEMUSAGE_LIMIT_MB = 512
EXTENSIONS: dict[str, int | None] = {
    # Scrapy counts the memory of the process that started the run as the run's own.
    "scrapy.extensions.memusage.MemoryUsage": None,
    "kirtag.run.memory.OwnMemory": 0,
}

# The frontier stands next to the spider: it sees what the depth limit then drops, and keeps it.
SPIDER_MIDDLEWARES = {"kirtag.fetch.frontier.FrontierMiddleware": 950}
REQUEST_FINGERPRINTER_CLASS = "kirtag.fetch.fingerprint.PageFingerprinter"
ITEM_PIPELINES = {
    "kirtag.pipelines.TidyPipeline": 100,
    "kirtag.pipelines.CreditPipeline": 200,
    "kirtag.pipelines.PromoPipeline": 300,
    "kirtag.pipelines.RepeatPipeline": 400,
    "kirtag.pipelines.DatelinePipeline": 500,
    "kirtag.pipelines.AttributionPipeline": 600,
    "kirtag.pipelines.ArchivePipeline": 900,
}
# One item a response: Scrapy makes a task for each slot of every response (a third of its CPU).
CONCURRENT_ITEMS = 1

# Debug tells of every request.
LOG_LEVEL = "INFO"
LOG_FORMATTER = "kirtag.run.ShortLog"
# `scrapy version -v` tells them.
LOG_VERSIONS: list[str] = []
STATS_DUMP = False

"""The memory that a run has taken, for its limit."""

from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage


class OwnMemory(MemoryUsage):
    """Scrapy's limit of memory, held against what this process has taken at most.

    Scrapy reads `ru_maxrss`, which Linux hands on to a child: a crawl that a large process starts would be stopped
    before its first request. Elsewhere than on Linux it is Scrapy's figure.
    """

    def get_virtual_size(self) -> int:
        """Return the most memory that this program had at one time, in bytes."""
        try:
            lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        except OSError:
            return super().get_virtual_size()
        sizes = (int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
        return next(sizes, None) or super().get_virtual_size()

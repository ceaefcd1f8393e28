"""The memory limit of a crawl, held to what the crawl itself takes up now."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Final

from scrapy.extensions.memusage import MemoryUsage

STATM: Final = Path("/proc/self/statm")  # pages: whole size, resident, ...


class OwnMemory(MemoryUsage):
    """Scrapy reads the highest memory of the process so far (ru_maxrss), which Linux hands on from the parent
    that started it: a crawl started by a process with language models in it was shut down at its first breath."""

    def get_virtual_size(self) -> int:
        """Resident bytes now; where there is no /proc, Scrapy's own figure."""
        if not STATM.exists():
            return int(super().get_virtual_size())
        return int(STATM.read_text(encoding="ascii").split()[1]) * resource.getpagesize()

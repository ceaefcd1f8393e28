"""The memory limit counts what the crawl takes up, whatever started it."""

from __future__ import annotations

import subprocess
import sys

CHILD = """
from scrapy.utils.test import get_crawler
from spiders.memory import OwnMemory
print(OwnMemory(get_crawler(settings_dict={"MEMUSAGE_ENABLED": True})).get_virtual_size())
"""
PARENT = f"""
import subprocess, sys
ballast = bytearray(b"x") * 700_000_000
print(subprocess.run([sys.executable, "-c", {CHILD!r}], check=True, capture_output=True, text=True).stdout)
"""


def test_the_memory_of_the_parent_process_does_not_count() -> None:
    printed = subprocess.run(
        [sys.executable, "-c", PARENT], check=True, capture_output=True, text=True, timeout=60
    )
    size = int(printed.stdout)
    assert 10_000_000 < size < 500_000_000

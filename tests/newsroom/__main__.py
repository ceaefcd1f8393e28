"""`python -m tests.newsroom [--port N] [--pages N] [-- COMMAND ARGS]`: serve, alone or around a command."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading

from tests.newsroom.server import serve


def main() -> int:
    """Exit code of COMMAND; 0 when serving alone is ended by Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1; any free one if busy")
    parser.add_argument("--pages", type=int, default=0, help="add N generated articles (benchmarks)")
    own, command = _split(sys.argv[1:])
    options = parser.parse_args(own)
    with serve(options.port, options.pages) as newsroom:
        if command:
            environment = {**os.environ, "KHRONIKA_SAMPLE_URL": newsroom.url}
            return subprocess.run(command, env=environment, check=False).returncode
        print(f"The sample newsroom is at {newsroom.url} (Ctrl-C ends it)", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Own options before `--`, the command after it."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())

"""A crawl must not outlive the run that started it: the next run would have to wait for it."""

import os
import signal
import subprocess
import sys

import pytest

from spiders import run
from spiders.follow import end_with
from tests.run_khronika import ROOT

CHILD = """
import os, time
from spiders.follow import end_with
assert end_with(os.getppid())
try:
    print(os.getpid(), flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's end")
def test_a_killed_parent_interrupts_its_crawl():
    words = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert int(parent.stdout.readline()) != parent.pid
        parent.send_signal(signal.SIGKILL)
        assert parent.stdout.readline() == "interrupted\n"


def test_a_parent_that_is_gone_already_is_noticed(tmp_path, capsys):
    assert end_with(os.getppid())
    assert not end_with(os.getpid())
    code = run.main(
        ["--source", "sample", "--home", str(tmp_path), "--run", "r1", "--end-with", str(os.getpid())]
    )
    assert code == run.INTERRUPTED
    assert "is gone" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())

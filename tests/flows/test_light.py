"""Importing the command line must stay quick and must switch telemetry off before anything else."""

import json
import os
import subprocess
import sys

from flows.privacy import SETTINGS
from tests.run_khronika import ROOT

HEAVY = {
    "spacy",
    "torch",
    "prefect",
    "duckdb",
    "scrapy",
    "sentence_transformers",
    "trafilatura",
    "numpy",
    "lxml",
}


def python(code, **environment):
    clean = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=clean | environment,
    )
    return json.loads(done.stdout)


def test_the_command_line_imports_nothing_heavy():
    loaded = python("import json, sys, flows.cli; print(json.dumps(sorted(sys.modules)))")
    assert HEAVY & set(loaded) == set()


def test_telemetry_is_off_unless_the_user_says_otherwise():
    code = (
        "import json, os, flows\n"
        "print(json.dumps({name: os.environ[name] for name in flows.privacy.SETTINGS}))"
    )
    assert python(code) == dict(SETTINGS)
    assert python(code, DO_NOT_TRACK="0")["DO_NOT_TRACK"] == "0"


def test_prefect_believes_it():
    code = (
        "import json, flows\n"
        "from prefect.settings import get_current_settings\n"
        "from prefect._internal.analytics.enabled import is_telemetry_enabled\n"
        "print(json.dumps([get_current_settings().server.analytics_enabled, is_telemetry_enabled()]))"
    )
    assert python(code, CI="") == [False, False]

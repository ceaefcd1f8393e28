"""khronika.toml: the only place where settings are read. Everything else gets them as arguments."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import Struct, field

from flows.exits import UsageError

DEFAULT_FILE: Final = Path("khronika.toml")
_ENVIRONMENT: Final = {
    "KHRONIKA_HOME": ("home",),
    "KHRONIKA_CONTACT": ("contact",),
    "KHRONIKA_WAYBACK_KEY": ("archive", "wayback_key"),
    "KHRONIKA_WAREHOUSE_URL": ("warehouse", "url"),
    "KHRONIKA_WAREHOUSE_DATA": ("warehouse", "data"),
}


class ConfigError(UsageError):
    """A setting that cannot be used. The message names the file (or variable) and the key."""


class Strict(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of khronika.toml: a key that is not known is a mistake."""


class SourceConfig(Strict, frozen=True):
    """[sources.NAME]: where a declared source is fetched from, or a source that needs no declaration."""

    base_url: str | None = None
    local: bool = False  # may be on a private or loopback address
    delay: float | None = None  # seconds between requests, if not as the source declares
    feeds: tuple[str, ...] = ()  # a source of these feeds, whatever the outlet
    sitemaps: tuple[str, ...] = ()  # or of these sitemaps
    urls: Path | None = None  # or of the addresses in this file, one a line
    since: str = ""  # only what its lists date to this day or later, YYYY-MM-DD: for a backfill
    until: str = ""  # or to this day or earlier
    proxy: str = ""  # HTTP proxy for a source that is blocked here
    javascript: bool = False  # render its pages in Chromium, which has to be installed

    @property
    def generic(self) -> bool:
        """Whether it needs no declaration in spiders/sources."""
        return bool(self.feeds or self.sitemaps or self.urls)


class CrawlConfig(Strict, frozen=True):
    """[crawl]"""

    sources: tuple[str, ...] = ()  # empty: all declared
    attempts: int = 2  # a crawl that cannot be started or dies is tried so often
    retry_seconds: float = 30.0  # and after so long
    timeout_minutes: int = 240


class ArchiveConfig(Strict, frozen=True):
    """[archive]: what others are asked to vouch for or to keep. All of it is off unless it is set."""

    timestamp_url: str = ""  # an RFC 3161 authority for the daily manifest
    timestamp_roots: Path | None = None  # PEM of the roots it leads to; without it those of certifi
    wayback: bool = False  # ask the Wayback Machine to keep every new article
    wayback_url: str = "https://web.archive.org/save/"
    wayback_key: str = ""  # "access:secret" of an account there
    wayback_delay: float = 15.0  # seconds between two requests
    wayback_minutes: float = 30.0  # a run; articles that are not reached by then are problems


class WarehouseConfig(Strict, frozen=True):
    """[warehouse]: a DuckLake catalog, and the folder or bucket of its Parquet files."""

    url: str = ""  # empty: SQLite under home
    data: str = ""  # empty: a folder under home


class ModelsConfig(Strict, frozen=True):
    """[models]: other models in place of ours; empty strings take the packaged ones."""

    en: str = ""  # "fast", an installed spaCy package or a folder
    embedder: str = ""  # a folder with a sentence-transformers model
    batch_size: int = 32  # articles at once

    @property
    def pipelines(self) -> dict[str, str | Path]:
        """Pipelines in place of ours, by language."""
        return {"en": self.en} if self.en else {}


class Config(Strict, frozen=True):
    """All settings. `home` holds archive, runs, warehouse and published files."""

    home: Path = Path("data")
    contact: str = ""  # an address in the user agent, so that a site can reach who crawls it
    crawl: CrawlConfig = CrawlConfig()
    sources: dict[str, SourceConfig] = field(default_factory=dict)
    archive: ArchiveConfig = ArchiveConfig()
    warehouse: WarehouseConfig = WarehouseConfig()
    models: ModelsConfig = ModelsConfig()

    @property
    def warehouse_url(self) -> str:
        return self.warehouse.url or f"ducklake:sqlite:{self.home / 'warehouse' / 'catalog.sqlite'}"

    @property
    def warehouse_data(self) -> str:
        return self.warehouse.data or str(self.home / "warehouse" / "files")

    @property
    def published(self) -> Path:
        return self.home / "published" / "incidents.duckdb"

    @property
    def runs(self) -> Path:
        return self.home / "runs"

    def source(self, name: str) -> SourceConfig:
        return self.sources.get(name, SourceConfig())


class _Setting(NamedTuple):
    keys: tuple[str, ...]
    value: str
    variable: str


def load_config(file: Path | None = None, environment: Mapping[str, str] = os.environ) -> Config:
    """Settings of `file`, or of khronika.toml in this folder if there is one, under KHRONIKA_* variables.

    Raises ConfigError, naming file or variable and key.
    """
    path = file or Path(environment.get("KHRONIKA_CONFIG", DEFAULT_FILE))
    tables = _tables(path, required=file is not None or "KHRONIKA_CONFIG" in environment)
    settings = _settings(environment)
    for setting in settings:
        _put(tables, setting)
    try:
        return msgspec.convert(tables, Config, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{_origin(str(error), path, settings)}: {_reason(str(error))}") from error


def _tables(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if required:
            raise ConfigError(f"{path}: there is no such file") from error
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error


def _settings(environment: Mapping[str, str]) -> list[_Setting]:
    """Settings by variable. KHRONIKA_<SOURCE>_URL moves a source, e.g. KHRONIKA_SAMPLE_URL."""
    known = [
        _Setting(keys, environment[name], name) for name, keys in _ENVIRONMENT.items() if name in environment
    ]
    return known + [
        _Setting(("sources", name[len("KHRONIKA_") : -len("_URL")].lower(), "base_url"), value, name)
        for name, value in environment.items()
        if name.startswith("KHRONIKA_") and name.endswith("_URL") and name not in _ENVIRONMENT
    ]


def _put(tables: dict[str, Any], setting: _Setting) -> None:
    *folders, last = setting.keys
    for key in folders:
        tables = tables.setdefault(key, {})
        if not isinstance(tables, dict):
            return  # the file has something else there: the conversion says so
    tables[last] = setting.value


def _decode(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise TypeError(f"Expected a path, got `{type(value).__name__}`")


def _origin(message: str, path: Path, settings: list[_Setting]) -> str:
    """ "khronika.toml: crawl.at_once", or the variable that the value came from."""
    key = message.rpartition(" - at `$.")[2].rstrip("`") if " - at `$." in message else ""
    variables = {".".join(setting.keys): setting.variable for setting in settings}
    return variables.get(key) or (f"{path}: {key}" if key else str(path))


def _reason(message: str) -> str:
    return message.partition(" - at `$")[0].replace("Object contains unknown field", "there is no setting")

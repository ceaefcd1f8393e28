from pathlib import Path

import pytest

from flows.config import Config, ConfigError, load_config

ROOT = Path(__file__).parents[2]


def write(folder, text):
    file = folder / "khronika.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_defaults_without_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load_config(environment={})
    assert config == Config()
    assert config.published == Path("data/published/incidents.duckdb")
    assert config.warehouse_url == "ducklake:sqlite:data/warehouse/catalog.sqlite"


def test_the_shipped_file_holds_the_defaults():
    assert load_config(ROOT / "khronika.toml", {}) == Config()


def test_commented_settings_of_the_shipped_file_exist(tmp_path):
    lines = (ROOT / "khronika.toml").read_text(encoding="utf-8").splitlines()
    settings = [
        line[2:].split("   ")[0] for line in lines if line.startswith("# ") and (" = " in line or "[" in line)
    ]
    assert len(settings) > 8
    load_config(write(tmp_path, "\n".join(without_tables_twice(lines))), {})


def without_tables_twice(lines):
    """The file with every commented setting switched on."""
    for line in lines:
        if line.startswith("# ") and (" = " in line or line.startswith("# [")):
            yield line[2:]
        elif line.startswith("["):
            yield line


def test_a_file_and_the_environment_above_it(tmp_path):
    file = write(tmp_path, 'home = "a"\n[crawl]\nsources = ["qha"]\n[sources.sample]\nlocal = true\n')
    config = load_config(file, {"KHRONIKA_HOME": "b", "KHRONIKA_SAMPLE_URL": "http://127.0.0.1:9/"})
    assert config.home == Path("b")
    assert config.crawl.sources == ("qha",)
    assert config.source("sample").base_url == "http://127.0.0.1:9/"
    assert config.source("sample").local
    assert config.source("qha").base_url is None


def test_a_warehouse_of_a_team():
    environment = {
        "KHRONIKA_WAREHOUSE_URL": "ducklake:postgres:dbname=k",
        "KHRONIKA_WAREHOUSE_DATA": "s3://b/k",
    }
    config = load_config(environment=environment)
    assert (config.warehouse_url, config.warehouse_data) == ("ducklake:postgres:dbname=k", "s3://b/k")
    assert config.sources == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[crawl]\nattempts = "two"\n', ["khronika.toml: crawl.attempts", "int", "str"]),
        ("[crawl]\nattemts = 2\n", ["khronika.toml: crawl", "no setting `attemts`"]),
        ("hom = 1\n", ["khronika.toml", "no setting `hom`"]),
        ("home = 3\n", ["khronika.toml: home"]),
        ("sources = 3\n", ["khronika.toml: sources"]),
        ("home = \n", ["khronika.toml", "line 1"]),
    ],
)
def test_an_error_names_file_and_key(tmp_path, text, words):
    with pytest.raises(ConfigError) as error:
        load_config(write(tmp_path, text), {})
    for word in words:
        assert word in str(error.value)


def test_a_file_that_is_asked_for_must_be_there(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "other.toml", {})
    with pytest.raises(ConfigError, match="no such file"):
        load_config(environment={"KHRONIKA_CONFIG": str(tmp_path / "other.toml")})

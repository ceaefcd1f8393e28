"""Models are loaded once; a failure is told to who waits, and not kept."""

import pytest

from flows import warming
from flows.config import Config, ModelsConfig


@pytest.fixture
def attempts(monkeypatch):
    """Outcomes of the next attempts to load, taken from the end; and the settings of those that were made."""
    outcomes, made = [3], []

    def warm(config):
        made.append(config.models)
        outcome = outcomes.pop()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(warming, "_warm", warm)
    monkeypatch.setattr(warming, "_begun", {})
    return outcomes, made


def test_models_are_loaded_once(attempts):
    _, made = attempts
    warming.begin(Config())
    assert [warming.loaded(Config()), warming.loaded(Config())] == [3, 3]
    assert len(made) == 1


def test_a_failure_is_told_and_the_next_one_who_asks_loads_anew(attempts):
    outcomes, made = attempts
    outcomes.append(OSError("the disk was away"))
    warming.begin(Config())
    with pytest.raises(OSError, match="the disk was away"):
        warming.loaded(Config())
    assert warming.loaded(Config()) == 3
    assert len(made) == 2


def test_other_models_are_loaded_besides(attempts):
    outcomes, made = attempts
    outcomes.append(1)
    fast = Config(models=ModelsConfig(en="fast"))
    assert [warming.loaded(Config()), warming.loaded(fast)] == [1, 3]
    assert made == [Config().models, fast.models]

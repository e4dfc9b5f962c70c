"""Whole stories through the whole program, frozen: what a run brings up of them shows here when it changes."""

from __future__ import annotations

import pytest
import yaml

from infra.database.connection import engine
from tests.bench_stories import AS_OF, STORIES, score
from tests.flows.installation import Installation


@pytest.mark.usefixtures("prefect")
@pytest.mark.parametrize("folder", ["seen", "held_out"])
def test_the_disputes_found_in_stories_are_the_accepted_ones(installation: Installation, folder: str) -> None:
    assert installation.call("run", STORIES / folder / "articles.jsonl", "--as-of", AS_OF).returncode == 0
    found, _ = score(folder, engine(installation.database_url))
    accepted = STORIES.joinpath(folder, "accepted.yaml").read_text(encoding="utf-8")
    assert found == yaml.safe_load(accepted)

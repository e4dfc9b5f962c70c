"""Whole stories through the whole program, frozen: what a run brings up of them shows here when it changes."""

from __future__ import annotations

import pytest
import yaml

from infra.database.connection import engine
from tests.bench_stories import AS_OF, STORIES, score
from tests.flows.installation import Installation


@pytest.mark.usefixtures("prefect")
def test_the_disputes_found_in_stories_are_the_accepted_ones(installation: Installation) -> None:
    assert installation.call("run", STORIES / "articles.jsonl", "--as-of", AS_OF).returncode == 0
    found, _ = score(engine(installation.database_url))
    accepted = STORIES.joinpath("accepted.yaml").read_text(encoding="utf-8")
    assert found == {kind: str(count) for kind, count in yaml.safe_load(accepted).items()}

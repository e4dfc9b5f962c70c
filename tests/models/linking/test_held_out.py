"""The second judge: linking finds no less, and joins no more, than was last accepted."""

from __future__ import annotations

import yaml

from tests.models.linking.held_out.judge import ACCEPTED, figures


def test_scores_are_the_accepted_ones() -> None:
    assert figures() == yaml.safe_load(ACCEPTED.read_text("utf-8"))

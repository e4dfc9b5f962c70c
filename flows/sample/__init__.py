"""The sample corpus: the articles that a first run reads, and the gold claims, links and flags that stand beside them.

Belongs here: articles written for this project and what a careful reader finds in them (README.md says by which
conventions). Does not belong here: texts of others, readers, code that scores.
"""

from __future__ import annotations

from pathlib import Path


def sample_path() -> Path:
    """The JSON Lines file of the sample articles, one article a line, in the input form of `tawatur run`."""
    return Path(__file__).with_name("articles.jsonl")

"""The sentence model that the user has set, if any.

Put here: finding and making it. Keep out: what it must offer (`models.linking.embedding`), what its word is worth
(`models/linking/weights.yaml`).
"""

from __future__ import annotations

from importlib import import_module

from infra.settings import Settings, SettingsError
from models.linking.embedding import CosineScorer, SentenceScorer


def scorer(settings: Settings) -> SentenceScorer | None:
    """The scorer that TAWATUR_EMBEDDINGS names, if any; raises SettingsError where the name leads to none."""
    if settings.embeddings is None:
        return None
    module, _, factory = settings.embeddings.partition(":")
    try:
        made = getattr(import_module(module), factory)()
    except Exception as error:
        raise SettingsError(f"TAWATUR_EMBEDDINGS: {settings.embeddings} cannot be made: {error}") from error
    if isinstance(made, SentenceScorer):
        return made
    if callable(getattr(made, "encode", None)):
        return CosineScorer(made.encode)
    raise SettingsError(f"TAWATUR_EMBEDDINGS: {settings.embeddings} gives neither `likeness` nor `encode`")

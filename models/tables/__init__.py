"""The rows: one noun a file, plain SQLModel classes with their real constraints.

Put here: columns, keys, checks, indexes. Keep out: queries, sessions, rules, and relationships, whose lazy loading is
hidden I/O.
Importing this package fills `metadata`, from which migrations are compared and stages for COPY are made.
"""

from sqlmodel import SQLModel

from models.tables.alias import AliasRow
from models.tables.article import ArticleRow, OutletRow, SetAsideRow
from models.tables.claim import ClaimRow, ExtractionRow
from models.tables.cluster import (
    ArticleCopyRow,
    ClusterEventRow,
    ClusterKeyRow,
    ClusterMemberRow,
    ClusterMergeRow,
    ClusterRow,
    FormerPlaceRow,
    LinkRow,
)
from models.tables.concept import ActionConflictRow, ConceptRow
from models.tables.decision import DecisionRow
from models.tables.flag import FlagClaimRow, FlagEventRow, FlagRow
from models.tables.run import CheckRunRow, RunRow

metadata = SQLModel.metadata

__all__ = [
    "ActionConflictRow",
    "AliasRow",
    "ArticleCopyRow",
    "ArticleRow",
    "CheckRunRow",
    "ClaimRow",
    "ClusterEventRow",
    "ClusterKeyRow",
    "ClusterMemberRow",
    "ClusterMergeRow",
    "ClusterRow",
    "ConceptRow",
    "DecisionRow",
    "ExtractionRow",
    "FlagClaimRow",
    "FlagEventRow",
    "FlagRow",
    "FormerPlaceRow",
    "LinkRow",
    "OutletRow",
    "RunRow",
    "SetAsideRow",
    "metadata",
]

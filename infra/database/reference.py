"""The concepts as rows, kept equal to `models/concepts.yaml`, so that SQL can name and compare them.

Put here: loading what the project knows into the database. Keep out: what it is told (articles, decisions).
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from models.concepts import Concepts, concepts
from models.tables import metadata
from models.tables.concept import ActionConflictRow, ConceptKind, ConceptRow


def load_concepts(connection: sa.Connection) -> int:
    """Make the tables `concept` and `action_conflict` equal to the file; the number of rows that differed."""
    known = concepts()
    return _match(connection, ConceptRow, _rows(known)) + _match(connection, ActionConflictRow, _conflicts(known))


def _match(
    connection: sa.Connection, row: type[ConceptRow | ActionConflictRow], wanted: Iterator[tuple[str | None, ...]]
) -> int:
    table = metadata.tables[str(row.__tablename__)]
    names = [column.name for column in table.columns]
    found = connection.execute(sa.select(table))
    stored = {tuple(None if value is None else str(value) for value in line) for line in found}
    rows = set(wanted)
    for gone in stored - rows:
        values = dict(zip(names, gone, strict=True))
        connection.execute(sa.delete(table).where(*(key == values[key.name] for key in table.primary_key)))
    new = [dict(zip(names, line, strict=True)) for line in rows - stored]
    if new:
        connection.execute(sa.insert(table), new)
    return len(stored ^ rows)


def _rows(known: Concepts) -> Iterator[tuple[str | None, ...]]:
    for key, unit in known.units.items():
        yield ConceptKind.UNIT.value, key, unit.en, unit.ar, None, None, None, None
    for key, measure in known.measures.items():
        label = measure.label
        yield ConceptKind.MEASURE.value, key, label.en, label.ar, measure.unit, None, measure.nature, None
    for key, action in known.actions.items():
        yield ConceptKind.ACTION.value, key, action.label.en, action.label.ar, None, None, None, None
    for key, head in known.heads.items():
        yield ConceptKind.HEAD.value, key, head.label.en, head.label.ar, head.unit, head.measure, None, None
    for key, qualifier in known.qualifiers.items():
        yield ConceptKind.QUALIFIER.value, key, qualifier.en, qualifier.ar, None, None, None, None
    for key, place in known.places.items():
        holder = place.within[0] if place.within else None
        yield ConceptKind.PLACE.value, key, place.label.en, place.label.ar, None, None, None, holder


def _conflicts(known: Concepts) -> Iterator[tuple[str | None, ...]]:
    for key, action in known.actions.items():
        for other in action.against:
            yield key, other

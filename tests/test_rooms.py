"""The house rules that imports can break: who may import whom, and which names are ours."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("models", "infra", "checks", "flows")
# Who alone may import a library, by the beginning of the module's path.
ONLY_IN = {
    "prefect": ("flows",),
    "great_expectations": ("checks",),
    "alembic": ("infra",),
    "camel_tools": ("models/language/ar",),
    "fastapi": ("flows/review",),
}
# What models must not reach for: the network, a running database, the clock.
BARRED_FROM_MODELS = {"httpx", "requests", "psycopg", "urllib.request", "socket", "time", "subprocess"}
AT_THE_TOP = {".ci", "checks", "docs", "flows", "infra", "models", "tests"}


def imports() -> Iterator[tuple[Path, str]]:
    """Every (file, imported module) of the rooms, wherever in the file the import stands."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from ((path.relative_to(ROOT), alias.name) for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module is not None:
                    yield path.relative_to(ROOT), node.module


IMPORTS = list(imports())


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_stands_to_its_left(room: str) -> None:
    barred = set(ROOMS[ROOMS.index(room) + 1 :]) | {"tests"}
    assert not [(str(path), name) for path, name in IMPORTS if path.parts[0] == room and name.split(".")[0] in barred]


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_stays_in_its_room(library: str) -> None:
    users = {path for path, name in IMPORTS if name.split(".")[0] == library}
    assert not [str(path) for path in users if not path.as_posix().startswith(ONLY_IN[library])]


def test_models_reach_for_nothing_outside() -> None:
    found = [(str(path), name) for path, name in IMPORTS if path.parts[0] == "models"]
    assert not [pair for pair in found if pair[1] in BARRED_FROM_MODELS]


def test_the_review_desk_needs_neither_prefect_nor_great_expectations() -> None:
    review = [(str(path), name) for path, name in IMPORTS if path.as_posix().startswith("flows/review")]
    assert not [pair for pair in review if pair[1].split(".")[0] in ("prefect", "great_expectations")]


def test_the_top_level_holds_the_rooms_and_nothing_else() -> None:
    ignored = {".git", ".venv", "__pycache__"}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()} - ignored
    assert {name for name in folders if not name.startswith(".") or name in AT_THE_TOP} <= AT_THE_TOP


def test_no_installed_distribution_shadows_a_room() -> None:
    owners = metadata.packages_distributions()
    assert {room: owners.get(room, []) for room in ROOMS if set(owners.get(room, [])) - {"tawatur"}} == {}

"""Both lexicons keep to what a line can say, and have words for every concept that a claim can be made of."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import models.language
from models.concepts import concepts
from models.language import ar, en
from models.language.lexicon import Entry, LexiconError, load_entries

TAGS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(models.language.__file__).parent / "tags.yaml").read_text(encoding="utf-8")
)
ROOT = Path(models.language.__file__).parent
ENTRIES = {"ar": load_entries(ar.LEXICON), "en": load_entries(en.LEXICON)}


def entries() -> list[tuple[str, Entry]]:
    return [(code, entry) for code, found in ENTRIES.items() for entry in found]


def allowed(tag: str, value: Any) -> bool:
    """Whether a tag takes the value, by what tags.yaml says."""
    rule = TAGS[tag]
    if "concepts" in rule:
        return any(value in getattr(concepts(), kind) for kind in rule["concepts"].split("+"))
    if rule.get("value") == "flag":
        return value is True
    if rule.get("value") == "number":
        return isinstance(value, int | float)
    return "values" not in rule or value in rule["values"]


@pytest.mark.parametrize("code", ENTRIES)
def test_every_line_says_only_what_a_line_can_say(code: str) -> None:
    wrong = [
        f"{code}/{entry.where}: {tag}: {value}"
        for entry in ENTRIES[code]
        for tag, value in entry.tags.items()
        if tag not in TAGS or not allowed(tag, value)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", ENTRIES)
def test_no_line_stands_twice(code: str) -> None:
    lines = Counter((entry.grammar, entry.forms, repr(entry.tags)) for entry in ENTRIES[code])
    assert [line for line, times in lines.items() if times > 1] == []


@pytest.mark.parametrize("code", ENTRIES)
@pytest.mark.parametrize(("tag", "kind"), [("head", "heads"), ("action", "actions"), ("place", "places")])
def test_every_concept_has_a_word(code: str, tag: str, kind: str) -> None:
    named = {entry.tags.get(tag) for entry in ENTRIES[code]}
    silent = set(getattr(concepts(), kind)) - named
    assert silent == set() or (code, kind) == ("en", "actions")
    assert silent <= {"agree"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- [جندي]", "expected a mapping"),
        ("- {nuon: جندي}", "a line begins with one of"),
        ("- {noun: رئيس الوزراء}", "several words are a phrase"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "people.yaml").write_text(f"# people\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"people\.yaml:2: .*{message}"):
        load_entries(tmp_path)


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*/examples/*.yaml")), ids=lambda path: f"{path.parts[-3]} {path.stem}"
)
def test_no_example_stands_twice(path: Path) -> None:
    lines = yaml.safe_load(path.read_text(encoding="utf-8"))
    told = Counter((line["text"], "day" in line) for line in lines)
    assert [text for (text, _), times in told.items() if times > 1] == []

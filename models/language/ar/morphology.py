"""Arabic morphology: how the lexicon's words inflect, as an ALMOR database, analysed by camel-tools.

The database holds the paradigms of the lexicon's lines; camel-tools' analyzer resolves the particles before a stem (و
ف ب ل ك ال س) and the endings after it. Stems are kept as `text.fold` writes them. Put here: how Arabic words inflect.
Keep out: what they mean (`lexicon/*.yaml`).
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from models.language.lexicon import Entry, LexiconError, Reading
from models.language.text import fold

_CONJUNCTIONS = {"": (), "و": ("and",), "ف": ("and",)}
# Left out, because news hardly has them and they turn other words into ours: ك before nouns (كبرى), the pronouns of the
# second person and ي (الدولي).
_PREPOSITIONS = {"": (), "ب": ("bi",), "ل": ("li",)}
_ENCLITICS = {"ه": "3ms", "ها": "3fs", "هم": "3mp", "هن": "3fp", "هما": "3d", "نا": "1p"}
_FEATURES = ("pcl", "gen", "num", "asp", "per", "con", "enc")
_UNSET = "-"
_WITH_PRONOUN = "+pronoun"
_OBJECTS_PER_COLLECTION = 20_000
# The stem that stands for any of a paradigm; no prefix and no suffix has its middle letter.
_PATTERN = "فعل"
# The suffix category of a stem, and the features that all its forms have.
_Paradigm = tuple[str, tuple[tuple[str, str], ...]]
# Proclitics, number, gender, aspect, person, construct and enclitic, as a reading has them.
_Form = tuple[frozenset[str], str | None, str | None, str | None, str | None, bool, str | None]

# A verb shortened behind لم and لا (لم يعد): the feature is the one by which nouns tell their construct.
_JUSSIVE = {"con": "y"}

# Suffix categories of a noun or adjective: ending, features of the form, whether a pronoun may or must follow.
_Suffixes = Sequence[tuple[str, dict[str, str], bool | Literal["must"]]]
_NOMINAL: dict[str, _Suffixes] = {
    "masculine": (
        ("", {"num": "sg", "gen": "m"}, True),
        ("ا", {"num": "sg", "gen": "m"}, False),
        ("ان", {"num": "du", "gen": "m"}, False),
        ("ين", {"num": "du", "gen": "m"}, False),
        ("ا", {"num": "du", "gen": "m", "con": "y"}, True),
        ("ي", {"num": "du", "gen": "m", "con": "y"}, True),
    ),
    "feminine": (
        ("ه", {"num": "sg", "gen": "f"}, False),
        ("ت", {"num": "sg", "gen": "f", "con": "y"}, "must"),
        ("تان", {"num": "du", "gen": "f"}, False),
        ("تين", {"num": "du", "gen": "f"}, False),
        ("تا", {"num": "du", "gen": "f", "con": "y"}, True),
        ("تي", {"num": "du", "gen": "f", "con": "y"}, True),
    ),
    "masculine_plural": (
        ("ون", {"num": "pl", "gen": "m"}, False),
        ("ين", {"num": "pl", "gen": "m"}, False),
        ("و", {"num": "pl", "gen": "m", "con": "y"}, True),
        ("ي", {"num": "pl", "gen": "m", "con": "y"}, True),
    ),
    "feminine_plural": (("ات", {"num": "pl", "gen": "f"}, True),),
    "broken_plural": (("", {"num": "pl"}, True), ("ا", {"num": "pl"}, False)),
    "before_pronoun": (("", {"num": "pl"}, "must"),),
    "unchanging": (("", {}, False),),
}
_VERBAL: dict[str, _Suffixes] = {
    "past": (
        ("", {"per": "3", "num": "sg", "gen": "m"}, True),
        ("ت", {"per": "3", "num": "sg", "gen": "f"}, True),
        ("ا", {"per": "3", "num": "du", "gen": "m"}, True),
        ("تا", {"per": "3", "num": "du", "gen": "f"}, True),
        ("وا", {"per": "3", "num": "pl", "gen": "m"}, False),
        ("و", {"per": "3", "num": "pl", "gen": "m", "con": "y"}, True),
    ),
    "past_consonant": (
        ("ن", {"per": "3", "num": "pl", "gen": "f"}, True),
        ("نا", {"per": "1", "num": "pl"}, True),
        ("ت", {"per": "1", "num": "sg"}, True),
        ("تم", {"per": "2", "num": "pl"}, False),
    ),
    "past_bare": (("", {"per": "3", "num": "sg", "gen": "m"}, True),),
    "past_defective": (
        ("ت", {"per": "3", "num": "sg", "gen": "f"}, True),
        ("تا", {"per": "3", "num": "du", "gen": "f"}, True),
        ("وا", {"per": "3", "num": "pl", "gen": "m"}, False),
    ),
    "present": (
        ("", {}, True),
        ("ان", {"num": "du"}, False),
        ("ا", {"num": "du"}, False),
        ("ون", {"num": "pl", "gen": "m"}, True),
        ("وا", {"num": "pl", "gen": "m"}, False),
        ("ين", {"per": "2", "num": "sg", "gen": "f"}, False),
        ("ن", {"num": "pl", "gen": "f"}, False),
    ),
    "present_bare": (("", {}, True),),
    "present_defective": (
        ("", _JUSSIVE, True),
        ("ون", {"num": "pl", "gen": "m"}, True),
        ("وا", {"num": "pl", "gen": "m"}, False),
    ),
}
_PERSONS = {
    "ي": {"per": "3", "gen": "m"},
    "ت": {"per": "3", "gen": "f"},
    "ن": {"per": "1", "num": "pl"},
    "ا": {"per": "1"},
}
_LONG_VOWELS = "اوي"


class Morphology:
    """Readings of folded words of the given entries, by camel-tools.

    Words of one paradigm inflect alike: camel-tools is asked once for what a prefix and a suffix mean at every paradigm
    (at the pattern فعل, as grammarians have it), and all words of ours with these get its answer. It is loaded at the
    first word that may be one of ours: loading it takes the better part of a second.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._paradigms: dict[_Paradigm, int] = {}
        self._stems: dict[str, list[tuple[int, Entry]]] = {}
        self._latin: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.grammar != "phrase":
                for stem, category, features in _stems(entry):
                    if stem.isascii():
                        self._latin.setdefault(stem, []).append(entry)
                        continue
                    paradigm = (category, tuple(features.items()))
                    number = self._paradigms.setdefault(paradigm, len(self._paradigms))
                    self._stems.setdefault(stem, []).append((number, entry))
        self._prefixes = {prefix for prefix, _, _ in _prefixes()}
        self._suffixes = set(_suffixes())
        self._longest_prefix = max(map(len, self._prefixes))
        self._longest_suffix = max(map(len, self._suffixes))
        self._forms: dict[tuple[str, str], dict[int, list[_Form]]] = {}

    def readings(self, form: str) -> tuple[Reading, ...]:
        """All readings of a folded word, the ones with fewest attached particles first.

        A word of the closed class (من, كان, بين) is nothing else; Latin letters (KWD, km) are not inflected.
        """
        if form.isascii():
            return tuple([Reading(entry) for entry in self._latin.get(form, ())])
        found: dict[tuple[Any, ...], Reading] = {}
        for start, end in self._cuts(form):
            forms = self._forms_of(form[:start], form[end:])
            for paradigm, entry in self._stems[form[start:end]]:
                for proclitics, number, gender, aspect, person, construct, enclitic in forms.get(paradigm, ()):
                    found.setdefault(
                        (id(entry), proclitics, number, aspect, enclitic),
                        Reading(entry, proclitics, number, gender, aspect, person, construct, enclitic),
                    )
        if len(found) < 2:
            return tuple(found.values())
        closed = [r for r in found.values() if r.entry.grammar == "word" and not r.proclitics and r.enclitic is None]
        return tuple(closed or sorted(found.values(), key=_rank))

    def _cuts(self, form: str) -> Iterator[tuple[int, int]]:
        """Where a stem of ours may stand in a word: between a prefix and a suffix."""
        length, stems, suffixes = len(form), self._stems, self._suffixes
        ends = [end for end in range(max(1, length - self._longest_suffix), length + 1) if form[end:] in suffixes]
        for start in range(min(self._longest_prefix + 1, length)):
            if form[:start] in self._prefixes:
                for end in ends:
                    if form[start:end] in stems:
                        yield start, end

    def _forms_of(self, prefix: str, suffix: str) -> dict[int, list[_Form]]:
        """What the forms with this prefix and suffix mean, by their paradigms."""
        if (prefix, suffix) not in self._forms:
            forms: dict[int, list[_Form]] = {}
            for analysis in self._analyzer.analyze(prefix + _PATTERN + suffix):
                value = {feature: (None if analysis[feature] == _UNSET else analysis[feature]) for feature in _FEATURES}
                proclitics = frozenset((value["pcl"] or "").split("+")) - {""}
                construct = value["con"] is not None
                if construct and "al" in proclitics:
                    # No construct is definite: التنفيذي is executive, not the two executions of.
                    continue
                form = (proclitics, value["num"], value["gen"], value["asp"], value["per"], construct, value["enc"])
                forms.setdefault(int(analysis["paradigm"]), []).append(form)
            self._forms[prefix, suffix] = forms
        return self._forms[prefix, suffix]

    @cached_property
    def _analyzer(self) -> Any:
        with tempfile.TemporaryDirectory(prefix="tawatur-lexicon-") as folder:
            _keep_camel_tools_offline(Path(folder))
            _load_character_sets()
            # Imported here: the import reads the catalogue named above, and takes long.
            from camel_tools.morphology.analyzer import Analyzer
            from camel_tools.morphology.database import MorphologyDB

            path = Path(folder) / "tawatur.db"
            path.write_text("".join(f"{line}\n" for line in self.database()), encoding="utf-8")
            analyzer = Analyzer(MorphologyDB(str(path)), backoff="NONE")
            # All that is loaded by now stays to the end: the garbage collector need not go over it time and again. Nor
            # need it look for cycles after every few hundred tokens of an article: nothing that is read of it has any.
            gc.freeze()
            gc.set_threshold(_OBJECTS_PER_COLLECTION)
            return analyzer

    def database(self) -> Iterator[str]:
        """The lines of the ALMOR database (format: CALIMA Star, as camel-tools reads it)."""
        yield "###DEFINES###"
        for feature in ("diac", "lex", "pos", "paradigm", *_FEATURES):
            yield f"DEFINE {feature} {feature}:*open*"
        yield "###DEFAULTS###"
        unset = " ".join(f"{feature}:{_UNSET}" for feature in _FEATURES)
        for pos in ("noun", "punc", "digit", "latin", "foreign"):
            yield f"DEFAULT pos:{pos} diac:* lex:* {unset}"
        yield "###ORDER###"
        yield "ORDER diac lex pos paradigm " + " ".join(_FEATURES)
        yield "###TOKENIZATIONS###"
        yield "###STEMBACKOFF###"
        yield "###PREFIXES###"
        for prefix, category, features in _prefixes():
            yield f"{prefix}\t{category}\tdiac:{prefix} {_features(features)}"
        yield "###SUFFIXES###"
        for category, suffix, features in _suffix_lines():
            yield f"{suffix}\t{category}\tdiac:{suffix} {_features(features)}"
        yield "###STEMS###"
        for (category, own), number in self._paradigms.items():
            features = {**dict.fromkeys(_FEATURES, _UNSET), **dict(own)}
            about = f"diac:{_PATTERN} lex:{_PATTERN} pos:noun paradigm:{number}"
            yield f"{_PATTERN}\t{category}\t{about} {_features(features)}"
        prefix_categories = sorted({category for _, category, _ in _prefixes()})
        stem_categories = sorted({category for category, _ in self._paradigms})
        yield "###TABLE AB###"
        for prefix_category in prefix_categories:
            for stem_category in stem_categories:
                if _prefix_fits(prefix_category, stem_category):
                    yield f"{prefix_category} {stem_category}"
        yield "###TABLE BC###"
        for stem_category in stem_categories:
            yield f"{stem_category} {stem_category}"
            yield f"{stem_category} {stem_category}{_WITH_PRONOUN}"
        yield "###TABLE AC###"
        for prefix_category in prefix_categories:
            for stem_category in stem_categories:
                if _prefix_fits(prefix_category, stem_category):
                    yield f"{prefix_category} {stem_category}"
                    if prefix_category != "articles":
                        yield f"{prefix_category} {stem_category}{_WITH_PRONOUN}"


def _rank(reading: Reading) -> tuple[int, bool, bool]:
    """Readings with fewest particles come first, verbs before nouns: the words around settle the rest."""
    return len(reading.proclitics), reading.enclitic is not None, reading.aspect is None


def _particles() -> dict[str, list[tuple[str, str, frozenset[str]]]]:
    """By their first letter, the particles before a word: what they hide of its article, and what they are."""
    found: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    for conjunction, joined in _CONJUNCTIONS.items():
        for preposition, attached in _PREPOSITIONS.items():
            if conjunction or preposition:
                particles = conjunction + preposition
                found.setdefault(particles[0], []).append((particles, "", frozenset((*joined, *attached))))
        particles = conjunction + "لل"
        found.setdefault(particles[0], []).append((particles, "ال", frozenset((*joined, "li"))))
    return found


_PARTICLES = _particles()
_SHORTEST = 3


def split_proclitics(form: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The ways in which a folded word may be particles and a rest, the whole word first.

    >>> [core for core, clitics in split_proclitics("وللولايات")]
    ['وللولايات', 'للولايات', 'لولايات', 'الولايات']
    """
    yield form, frozenset()
    for particles, article, clitics in _PARTICLES.get(form[:1], ()):
        if form.startswith(particles) and len(form) >= len(particles) + _SHORTEST:
            yield article + form[len(particles) :], clitics


def _stems(entry: Entry) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(stem, suffix category, features) of every paradigm of an entry."""
    if entry.grammar == "verb":
        yield from _verb_stems(entry)
        return
    for form in entry.forms:
        lemma = fold(form)
        if entry.grammar in ("word", "name"):
            yield lemma, "particle" if entry.grammar == "word" else "unchanging", {}
            continue
        yield from _singular(lemma, feminine=form.endswith("ة"))
        if entry.grammar == "adj":
            base = lemma.removesuffix("ه")
            yield base, "feminine", {}
            yield base, "masculine_plural", {}
            yield base, "feminine_plural", {}
    for plural in entry.plurals:
        yield from _plural(fold(plural), feminine=plural.endswith("ة"))


def _singular(lemma: str, *, feminine: bool) -> Iterator[tuple[str, str, dict[str, str]]]:
    if feminine and len(lemma) > 2:
        yield lemma[:-1], "feminine", {}
    else:
        yield lemma, "masculine", {}


def _plural(plural: str, *, feminine: bool) -> Iterator[tuple[str, str, dict[str, str]]]:
    if plural.endswith("ون") and len(plural) > 4:
        yield plural[:-2], "masculine_plural", {}
    elif plural.endswith("ات") and len(plural) > 3:
        yield plural[:-2], "feminine_plural", {}
    elif feminine:
        yield plural, "unchanging", {"num": "pl"}
        yield plural[:-1] + "ت", "before_pronoun", {"con": "y"}
    else:
        yield plural, "broken_plural", {}


def _verb_stems(entry: Entry) -> Iterator[tuple[str, str, dict[str, str]]]:
    for form in entry.forms:
        parts = fold(form).split()
        if len(parts) != 2 or parts[1][0] not in "يت":
            raise LexiconError(f"{entry.where}: a verb is given as past and present, such as قال يقول")
        past, present = parts
        stem = present[1:]
        features = {"asp": "past"}
        hamza_closes = form.split()[1][-1] in "أئؤء"
        if past[-1] in "اي" and len(past) > 2 and not hamza_closes:
            base = past[:-1]
            yield base + "ي", "past_bare", features
            yield base + "ا", "past_bare", features
            yield base, "past_defective", features
            yield base + ("و" if stem.endswith("و") else "ي"), "past_consonant", features
        else:
            yield past, "past", features
            hollow = len(past) >= 3 and past[-2] == "ا"
            yield (past[:-2] + past[-1]) if hollow else past, "past_consonant", features
        features = {"asp": "present"}
        if stem[-1] in _LONG_VOWELS and len(stem) > 2 and not hamza_closes:
            yield stem[:-1], "present_defective", features
            yield stem, "present_bare", features
        else:
            yield stem, "present", features
            if len(stem) > 2 and stem[-2] in _LONG_VOWELS:
                yield stem[:-2] + stem[-1], "present_bare", {**features, **_JUSSIVE}


def _prefixes() -> Iterator[tuple[str, str, dict[str, str]]]:
    """(string, category, features): particles before nouns and words, particles and person marks before verbs."""
    for conjunction, joined in _CONJUNCTIONS.items():
        yield conjunction, "particles", {"pcl": "+".join(joined)}
        for preposition, attached in _PREPOSITIONS.items():
            clitics = (*joined, *attached)
            if preposition:
                yield conjunction + preposition, "prepositions", {"pcl": "+".join(clitics)}
            article = "لل" if preposition == "ل" else preposition + "ال"
            yield conjunction + article, "articles", {"pcl": "+".join((*clitics, "al"))}
        for particle, clitic in (("", ()), ("س", ("will",)), ("ل", ("li",))):
            for letter, person in _PERSONS.items():
                yield conjunction + particle + letter, "persons", {"pcl": "+".join((*joined, *clitic)), **person}


def _prefix_fits(prefix_category: str, stem_category: str) -> bool:
    if stem_category.startswith("present"):
        return prefix_category == "persons"
    if stem_category.startswith("past"):
        return prefix_category == "particles"
    if stem_category == "particle":
        return prefix_category in ("particles", "prepositions")
    return prefix_category != "persons"


def _suffix_lines() -> Iterator[tuple[str, str, dict[str, str]]]:
    for category, suffixes in (*_NOMINAL.items(), *_VERBAL.items(), ("particle", (("", {}, True),))):
        for suffix, features, takes_pronoun in suffixes:
            if takes_pronoun != "must":
                yield category, suffix, features
            if takes_pronoun:
                for enclitic, person in _ENCLITICS.items():
                    yield category + _WITH_PRONOUN, suffix + enclitic, {**features, "enc": person}


def _suffixes() -> Iterable[str]:
    return {suffix for _, suffix, _ in _suffix_lines()}


def _features(features: dict[str, str]) -> str:
    return " ".join(f"{feature}:{value}" for feature, value in features.items() if value)


def _load_character_sets() -> None:
    """Load the character sets of camel-tools from the first plane of Unicode alone.

    Their module sorts all 1.1 million code points when it is imported, which took half a second of every start. What
    lies beyond the first plane (emoji, ancient scripts) stands in no word that we ask about, and made the patterns that
    camel-tools compiles of the sets ten times slower than all the rest of an analysis.
    """
    name = "camel_tools.utils.charsets"
    spec = importlib.util.find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    vars(module)["range"] = lambda stop: range(min(stop, 0x10000))
    sys.modules[name] = module
    spec.loader.exec_module(module)


def _keep_camel_tools_offline(folder: Path) -> None:
    """Name an empty catalogue of data, unless the user has one: without any, the import asks the network."""
    own = Path(os.environ.get("CAMELTOOLS_DATA", Path.home() / ".camel_tools"))
    if (own / "catalogue.json").is_file():
        return
    catalogue = {"version": "1.6.0", "packages": {}, "components": {}}
    (folder / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
    os.environ["CAMELTOOLS_DATA"] = str(folder)

"""What an amount measures: the word of the sentence that says so.

Put here: which words of measure suit an amount, and which of them is meant. Keep out: what is counted (`counting`).
"""

from __future__ import annotations

from models.claim import Comparator
from models.concepts import concepts
from models.language.claims.clauses import COMMAS, aspect, is_break, is_finite_verb, is_mark
from models.language.claims.counting import SINGULAR_MEASURES, Count
from models.language.claims.nouns import NounPhrase, is_joined
from models.language.claims.statement import Statement
from models.language.lexicon import Sentence, Token, mask
from models.language.mention import MentionKind

GENERAL = frozenset({"count", "share", "increase", "decrease", "contract_value", "cost"})
# A measure whose name says less than the unit it is given in.
BY_UNIT = {
    ("deficit", "megawatt"): "power_shortfall",
    ("liberated", "person"): "rescued",
    ("oil_production", "megawatt"): "power_generation",
    ("oil_export", "megawatt"): "power_import",
    ("oil_production", "cubic_metre"): "gas_production",
    ("oil_production", "cubic_foot"): "gas_production",
    ("deployed", "barrel"): "oil_export",
    ("delivered", "barrel"): "oil_export",
    ("delivered", "megawatt"): "power_import",
    ("contract_value", "barrel"): "oil_production",
    ("withdrawn", "vehicle"): "withdrawn",
    ("withdrawn", "tank"): "withdrawn",
    ("withdrawn", "aircraft"): "withdrawn",
    ("handed_over", "barrel"): "delivered",
    ("withdrawn", "barrel"): "oil_export",
    ("power_generation", "barrel"): "refining",
    ("increase", "megawatt"): "power_generation",
    ("handed_over", "tonne"): "delivered",
    ("handed_over", "litre"): "delivered",
    ("handed_over", "cubic_metre"): "delivered",
    ("launched", "cubic_metre"): "water_release",
    ("released", "cubic_metre"): "water_release",
}
_DISEASE = mask("disease")
_CHANGES = {"increase": "increase", "reduce": "decrease"}
# What can be handed over as a place is; anything else is delivered.
_PLACES = frozenset({"base", "camp", "village", "building", "house", "person", "family", None})


def by_unit(measure: str, unit: str | None) -> str:
    """The measure that a word's means of this unit: bases are handed over, doses delivered."""
    if measure == "handed_over" and unit not in _PLACES:
        return "delivered"
    return BY_UNIT.get((measure, unit or ""), measure)


def measure_of(
    statement: Statement, count: Count, following: int, unit: str | None, listed: int = 0
) -> tuple[str, int] | None:
    """What the amount measures, and the index of the token that says so.

    The counted noun itself (12 قتيلا), else the nearest word before it in the sentence (مقتل 12) or after it before the
    next amount (12 were killed), else what a bare count of the noun states (2,500 fighters). Amounts up to `listed` are
    of one list with it, and share the word behind it (18 drones and 3 missiles were shot down).
    """
    sentence = statement.sentence
    changed = _changed_by(statement, count)
    if changed is not None:
        return changed
    if unit == "money":
        # What is cancelled is not given (ألغت واشنطن 200 مليون دولار من المساعدات).
        before = range(max(0, count.first - _CANCELLED_WITHIN), count.first)
        cancelled = next((at for at in before if sentence[at].tags.get("action") == "cancel"), None)
        if cancelled is not None:
            return "decrease", cancelled
    verb = verb_beside(statement, count, unit)
    if verb is not None:
        return verb
    if count.phrase is not None and count.phrase.measure is not None and suits(count.phrase.measure, unit):
        return count.phrase.measure, count.first
    candidates: list[tuple[float, str, int]] = []
    # Up or down to a level: what stands at that level is what is measured.
    attached = bool(sentence[count.first].word.proclitics or _clitics(sentence[count.first]) & {"bi", "li"})
    levelled = count.first > 0 and sentence[count.first - 1].tags.get("preposition") == "to" and unit == "percent"
    level = levelled or _is_of_output(statement, count)
    end = max(count.last, listed) + _REACH_AFTER
    counted_at = -1 if count.phrase is None else count.phrase.at
    for index in range(max(0, count.first - _REACH_BEFORE), min(following, end, len(sentence))):
        if not (sentence.masks[index] & _MAY_MEASURE or index == counted_at):
            continue
        if count.last <= index < listed or statement.is_timed(index):
            continue
        if count.first < index < count.last and aspect(sentence[index]) == "participle":
            # Eighty captured soldiers: what they are, not what is done to them.
            continue
        measure = sentence[index].tags.get("measure")
        if count.phrase is not None and index == count.phrase.at:
            measure = count.phrase.measure
        if measure is None and unit in ("percent", "percentage_point"):
            measure = _CHANGES.get(sentence[index].tags.get("action", ""))
        if unit == "percent" and sentence[index].tags.get("action") == "form" and is_finite_verb(sentence[index]):
            # يشكل أكثر من 80 في المائة
            measure = "share"
        if "quota" in sentence[index].tags and unit == "barrel":
            measure = "oil_production"
        by_level = level and unit == "percent" and measure in _OF_OUTPUT
        of_persons = unit is None and count.phrase is None and sentence[index].form.startswith(_NUMBER_OF)
        if measure == "injured" and _names_disease(statement, index, count):
            measure = None
        if index and "attempts" in sentence[index - 1].tags:
            continue
        if measure is None or not (by_level or of_persons or suits(measure, unit, count.phrase is not None)):
            measure = _measure_of_act(statement, index, count.phrase, unit)
        if measure is None:
            continue
        if unit is None and measure == "seats" and is_finite_verb(sentence[index]):
            continue
        if levelled and measure in _CHANGES.values():
            continue
        cost = _distance(statement, index, count, listed)
        if count.unknown and (attached or not count.first - 2 <= index < count.last):
            continue
        if cost is not None and not _is_what_of(statement, index):
            candidates.append((cost + _general_costs(measure, unit), measure, index))
    own = None if count.phrase is None else concepts().heads[count.phrase.head].measure
    own = None if own == "force_size" and attached else own
    if count.phrase is not None and count.phrase.head == "observer":
        return "participants", min(candidates)[2] if candidates else count.first
    if candidates and (own is None or min(candidates)[0] <= _OWN_COSTS):
        _, measure, index = min(candidates)
        return measure, index
    return None if own is None else (own, count.first)


def _names_disease(statement: Statement, index: int, count: Count) -> bool:
    """Whether those hurt are ill (الإصابة بالسكري, أصيب 20 شخصا بسرطان, تصيب الملاريا 200 شخص)."""
    tokens = statement.sentence.tokens
    following = tokens[index + 1 : index + 3] + tokens[count.last : count.last + 3]
    return any(token.word.mask & _DISEASE for token in following)


def _clitics(token: Token) -> frozenset[str]:
    return token.word.readings[0].proclitics if token.word.readings else frozenset()


def _general_costs(measure: str, unit: str | None) -> float:
    """How much a word that says little costs: a share, a count; a rise is what a percentage mostly measures."""
    if measure not in GENERAL:
        return 0.0
    if measure == "share":
        return 2 * _GENERAL_COSTS
    return 0.0 if unit == "percent" and measure in _CHANGES.values() else _GENERAL_COSTS


def _is_what_of(statement: Statement, index: int) -> bool:
    """Whether a noun only says what the word of measure before it is of (عجز الموازنة, the deficit of the budget)."""
    sentence = statement.sentence
    if "head" not in sentence[index].tags or index == 0:
        return False
    before = sentence[index - 1].tags
    if before.get("preposition") == "in" and index > 1 and "measure" in sentence[index - 2].tags:
        # Losses in oil revenue.
        return aspect(sentence[index - 2]) is None
    reading = sentence[index - 1].word.reading("measure")
    moves = before.get("measure") in GENERAL or (reading is not None and reading.entry.grammar == "adj")
    return "measure" in before and "head" not in before and not moves


def _changed_by(statement: Statement, count: Count) -> tuple[str, int] | None:
    """By how much something is raised or cut (raise output by 400,000 barrels), which is no level of it."""
    sentence = statement.sentence
    if count.first == 0:
        return None
    before = sentence[count.first - 1]
    bare = count.mention.comparator in (Comparator.EXACT, Comparator.APPROX)
    if bare and is_finite_verb(before) and before.tags.get("measure") in _CHANGES.values():
        return str(before.tags["measure"]), count.first - 1
    if "change" not in before.tags:
        return _changes_of(statement, count) or _raised_by(statement, count)
    for index in range(count.first - 2, max(-1, count.first - _REACH_BEFORE), -1):
        tags = sentence[index].tags
        if "that" in tags or is_break(sentence[index]):
            return None
        measure = _CHANGES.get(tags.get("action", "")) or tags.get("measure")
        if measure in _CHANGES.values():
            return str(measure), index
    return None


def _changes_of(statement: Statement, count: Count) -> tuple[str, int] | None:
    """How great a change is (the cuts amount to 2 million barrels, a cut of 500,000 barrels)."""
    sentence = statement.sentence
    if count.mention.unit != "barrel":
        return None
    at = count.first - 1
    while at > 0 and ("level" in sentence[at].tags or sentence[at].tags.get("joins") in ("to", "of")):
        at -= 1
    measure = _CHANGES.get(sentence[at].tags.get("action", "")) if at < count.first - 1 else None
    return None if measure is None or is_finite_verb(sentence[at]) else (measure, at)


def _raised_by(statement: Statement, count: Count) -> tuple[str, int] | None:
    """By how much pay is raised, without a word for `by` (قررت الحكومة رفع الرواتب 20 دينارا)."""
    sentence = statement.sentence
    if count.mention.kind is not MentionKind.MONEY or "head" not in sentence[count.first - 1].tags:
        return None
    for index in range(count.first - 2, max(-1, count.first - _RAISED_WITHIN), -1):
        token = sentence[index]
        measure = _CHANGES.get(token.tags.get("action", ""))
        if measure is not None:
            return measure, index
        if is_break(token) or "preposition" in token.tags:
            return None
    return None


def _is_of_output(statement: Statement, count: Count) -> bool:
    """Whether a percentage is a part of what a country produces (5% من الناتج, of GDP)."""
    following = statement.sentence.tokens[count.last : count.last + 3]
    return any(token.tags.get("measure") == "gdp" for token in following)


def _measure_of_act(statement: Statement, index: int, phrase: NounPhrase | None, unit: str | None) -> str | None:
    """What an act that measures nothing by itself says of what is counted: 137 trucks arrive, 6 aircraft are bought."""
    tags = statement.sentence[index].tags
    head = None if phrase is None else concepts().heads[phrase.head]
    act = "arrive" if "arrives" in tags else tags.get("action")
    given = head is not None and phrase is not None and (head.kind == "weapon" or phrase.head in _GIVEN)
    given = given and unit not in (None, "person")
    physical = unit in _SUPPLIED or given
    if act == "arrive":
        if "arrives" in tags and unit in ("person", "family") and _leads_somewhere(statement, index):
            return "migrants"
        if head is not None and unit in ("person", "unit"):
            return _ARRIVED.get(head.kind)
        return "delivered" if physical else None
    given_money = unit == "money" and (act in ("deliver", "receive") or tags.get("measure") == "delivered")
    if given_money and _is_aid(statement, index):
        return "aid"
    if act in ("buy", "receive", "allow", "transfer") or tags.get("say") == "promised":
        if unit == "money":
            return "aid" if tags.get("say") == "promised" else None
        return "delivered" if physical else None
    if head is not None and phrase is not None and unit == head.unit and act in _DEALT_WITH.get(phrase.head, ()):
        return "count"
    built = head is not None and head.measure is None and head.kind in _BUILT
    built = built and head is not None and (head.unit == unit or (head.unit is None and unit == "item"))
    return "count" if built and act in _MADE else None


def _is_aid(statement: Statement, index: int) -> bool:
    """Whether donors, an appeal or aid are named where money is given or received."""
    first, last = statement.clause(index)
    return any("donates" in token.tags for token in statement.sentence.tokens[first:last])


def is_dealt_with(token: Token, phrase: NounPhrase | None) -> bool:
    """Whether an act makes a mere number of them news (sanctions on six companies, brigades to be dissolved)."""
    return phrase is not None and token.tags.get("action") in _DEALT_WITH.get(phrase.head, ())


def _leads_somewhere(statement: Statement, index: int) -> bool:
    """Whether a place or a border follows a verb of arrival (reached Italy)."""
    following = statement.sentence.tokens[index + 1 : index + 4]
    return any("place" in token.tags or token.tags.get("head") == "border" for token in following)


# What is counted where it is done away with, sold or punished.
_DEALT_WITH = {
    "company": frozenset({"sell", "impose"}),
    "brigade": frozenset({"dissolve"}),
}
_SUPPLIED = frozenset({"tonne", "kilogram", "litre", "cubic_metre", "cubic_foot", "barrel", "dose"})
_GIVEN = frozenset({"vaccine", "aid"})
_ARRIVED = {"force": "deployed", "migrant": "migrants"}
_BUILT = frozenset({"structure", "support", "institution", "site"})
_MADE = frozenset({"build", "open", "complete", "close", "form", "begin", "implement"})
_OF_OUTPUT = frozenset({"deficit", "surplus", "debt"})
_RAISED_WITHIN = 6
_MAY_MEASURE = mask("measure", "action", "arrives", "quota", "say")
_NUMBER_OF = ("عدد ", "حصيله ")


def verb_beside(statement: Statement, count: Count, unit: str | None) -> tuple[str, int] | None:
    """A verb right before or after what is counted says more than the noun: عادت 120 عائلة نازحة, 3 جرحى توفوا."""
    sentence = statement.sentence
    if unit not in ("person", "family") or count.phrase is None:
        return None
    if count.first and "meets" in sentence[count.first - 1].tags:
        # لقي 24 عنصرا من المليشيات مصرعهم
        ends = range(count.last, min(len(sentence), count.last + _MEETS_WITHIN))
        return next(((m, at) for at in ends if (m := sentence[at].tags.get("measure")) == "killed"), None)
    behind = max(count.last, count.phrase.last)
    if behind < len(sentence) and sentence[behind].text.isascii() and sentence[behind].tags.get("measure") in _LEFT:
        # The clashes left 17 people dead.
        return str(sentence[behind].tags["measure"]), behind
    part = count.first > 1 and "among" in sentence[count.first - 1].tags
    beside = [count.first - 1 - part, max(count.last, count.phrase.last), count.last]
    for index in beside:
        if not 0 <= index < len(sentence) or statement.is_timed(index):
            continue
        token = sentence[index]
        measure = token.tags.get("measure")
        if measure is None or not is_finite_verb(token) or not suits(measure, unit):
            continue
        if measure == "injured" and _names_disease(statement, index, count):
            continue
        if index < count.first or not is_joined(token):
            return measure, index
    return None


_MEETS_WITHIN = 20
_LEFT = frozenset({"killed", "injured", "missing"})
_REACH_BEFORE = 14
_REACH_AFTER = 8
_GENERAL_COSTS = 6.0
_PUT_IN = 5
_AFTER_COSTS = 1.5
# A noun that states a measure by itself (2,500 fighters) keeps it against words farther away than this.
_OWN_COSTS = 5.0


def _distance(statement: Statement, index: int, count: Count, listed: int = 0) -> float | None:
    """How far a measure's word stands from the amount; None where a boundary of statements lies between."""
    sentence = statement.sentence
    if count.first <= index < count.last:
        return 0.0
    after = index >= count.last
    low, high = (max(count.last, listed), index) if after else (index + 1, count.first)
    if after and "bi" in _clitics(sentence[index]) and not is_finite_verb(sentence[index]):
        # موازنة قدرها 198 تريليونا بعجز يبلغ 64: what the next amount is of.
        return None
    if after and (is_joined(sentence[index]) or any(_joins_on(token) for token in sentence.tokens[low:high])):
        return None
    helping = sum(is_auxiliary(sentence[position]) for position in range(low, high)) if after else 0
    if after and index == low + helping:
        return 0.0
    cost = float(high - low - helping)
    for between in range(low, high):
        token = sentence[between]
        says = (
            "say" in token.tags
            and "estimates" not in token.tags
            and is_finite_verb(token)
            and "passive" not in sentence[between - 1].tags
            and not _is_put_in(sentence, between)
        )
        if "that" in token.tags or says:
            return None
        if is_break(token):
            if after and listed and token.text in ",،" and sum(is_break(t) for t in sentence.tokens[low:high]) == 1:
                # At least 17 people, five of them children, were killed.
                continue
            if after or token.text in ";؛:":
                return None
            cost += 3.0
        if "relative" in token.tags or "clause" in token.tags:
            cost += 2.0
    return cost + (_AFTER_COSTS if after else 0.0)


def _is_put_in(sentence: Sentence, index: int) -> bool:
    """Whether a verb of saying stands between commas within what it reports (deliveries, he explained, had dropped)."""
    commas = [at for at in range(max(0, index - _PUT_IN), index + _PUT_IN) if _is_comma(sentence, at)]
    return any(at < index for at in commas) and any(at > index for at in commas)


def _is_comma(sentence: Sentence, index: int) -> bool:
    return index < len(sentence) and is_mark(sentence[index], COMMAS)


def _joins_on(token: Token) -> bool:
    """Whether `and` opens something else here; not a second name (من ميليشيات الحوثي وصالح)."""
    return is_joined(token) and (bool(token.tags) or token.text.isascii())


def is_auxiliary(token: Token) -> bool:
    """Whether an English word only carries the tense of the verb behind it (had been shot down)."""
    helps = any(tag in token.tags for tag in ("auxiliary", "passive", "completed", "ongoing"))
    return helps and token.text.isascii() and "action" not in token.tags


def suits(measure: str, unit: str | None, of_things: bool = False) -> bool:
    """Whether an amount in this unit can measure it: persons are killed, money is spent."""
    known = concepts().measures.get(measure)
    if known is None:
        return False
    if unit is None and of_things:
        return False
    if unit is None:
        return measure in SINGULAR_MEASURES - {"missing"} or known.unit in ("seat", "vote", "case")
    if (measure, unit) in BY_UNIT:
        return True
    if measure == "count" and unit in _MEASURED_OUT:
        return False
    if measure in _OF_WEAPONS:
        return unit in _OF_WEAPONS[measure]
    if unit == "family":
        return known.unit == "person"
    if unit in ("percent", "percentage_point"):
        return known.unit == "percent"
    if unit == "person" and measure == "handed_over":
        return True
    if unit in ("money", "person", "percent", "barrel", "megawatt", "day", "vote", "seat"):
        return known.unit == unit or measure == "count"
    return known.unit in (unit, "item") or measure in _COUNTS_THINGS


_FLYING = frozenset({"missile", "drone", "aircraft", "attack", "airstrike", "bomb", "item"})
_OF_WEAPONS = {"intercepted": _FLYING | {"ship"}, "launched": _FLYING | {"operation"}}
# What is weighed, paid or measured, not counted one by one.
_CANCELLED_WITHIN = 2
_MEASURED_OUT = frozenset({"money", "percent", "percentage_point", "barrel", "megawatt", "day", "tonne", "kilogram"})
_COUNTS_THINGS = frozenset(
    {
        "destroyed",
        "seized",
        "intercepted",
        "launched",
        "handed_over",
        "delivered",
        "liberated",
        "units_formed",
        "count",
        "deployed",
    }
)

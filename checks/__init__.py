"""What must hold: of our own data, and of accounts that cannot both be true.

A check is a sentence that must hold, a SELECT of the rows that break it, and a severity: *stop* where an invariant of
ours is broken, *warn* where data looks wrong, *flag* where accounts contradict. Each subject is one YAML file, in which
a check's examples stand beside it; `contradictions/` holds the checks on accounts. The way of a run (`running`):
`catalogue` reads the checks, `fingerprint` tells whether they have seen this data, `expectations` has Great
Expectations run them, `flags` brings the broken rows up for a person in the words of `wording`, and `data_docs`
shows it all. Put here: rules over rows. Keep out: Prefect, reading text, linking.
"""

from __future__ import annotations


def warm_up() -> None:
    """Import what takes seconds to import, so that a caller can do so in a thread, beside other work."""
    from checks import expectations

    expectations.load()

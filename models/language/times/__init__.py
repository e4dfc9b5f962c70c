"""Times: dates, ranges, deadlines and durations as a text names them, resolved against its day of publication.

`find_times` gives the mentions of a sentence, `period_of` the claim's period for one of them. `calendar` knows days,
`said` what partial and relative dates mean; `reading` (on `periods`, `months`, `days`), `digits` and `durations` know
the shapes of words; `finding` knows what stands around them (with `spans`, `ranges`, `lengths`, `years`, which share
`context`). The words are in each language's `lexicon/times.yaml`, examples in `examples/times.yaml`. Put here:
everything about when and how long. Keep out: other numbers (`amounts`).
"""

from models.language.times.finding import find_times, near_times
from models.language.times.period import period_of

__all__ = ["find_times", "near_times", "period_of"]

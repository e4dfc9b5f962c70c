"""How fast whole claims are read: real articles, long texts, one call of the command line; peers beside it.

`python -m tests.bench_claims ARTICLES.jsonl.gz` prints a table. `--peers PYTHON` (again for each) names the interpreter
of an environment that holds Duckling (`pyduckling-native-phihos`) or Maha (`mahad` with `regex==2021.11.10`): it then
reads the same articles, in turn with us. Run it on an idle machine; of what is not, believe only the ratios.
Put here: measuring. Keep out: what is right (`bench_mentions`).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Each answers every line (a text as JSON) with the seconds that it took and how much it found.
_SERVE = """
import json, sys, time
read("قتل ثلاثة جنود في 3 كانون الأول 2019")
for line in sys.stdin:
    text = json.loads(line)
    begun = time.perf_counter()
    found = read(text)
    print(json.dumps([time.perf_counter() - begun, found]), flush=True)
"""
_CLAIMS = """
import datetime as dt
from models.claim import Article
from models.language import extract
def read(text):
    return len(extract(Article("about:text", "an outlet", "", text, dt.date(2015, 8, 1))))
"""
_DUCKLING = """
import duckling
_kinds = ["amount-of-money", "distance", "duration", "number", "ordinal", "quantity", "temperature", "time", "volume"]
_kinds = duckling.parse_dimensions(_kinds)
_arabic = duckling.parse_locale("AR_XX", duckling.default_locale_lang(duckling.parse_lang("AR")))
_day = duckling.parse_ref_time(duckling.load_time_zones("/usr/share/zoneinfo"), "UTC", 1438430400)
_context = duckling.Context(_day, _arabic)
def read(text):
    return sum(len(duckling.parse(line, _context, _kinds, False)) for line in text.splitlines() if line.strip())
"""
_MAHA = """
from maha.parsers.functions import parse_dimension
_kinds = ("numeral", "ordinal", "duration", "time")
def read(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(len(parse_dimension(line, **{kind: True})) for line in lines for kind in _kinds)
"""
# Who reads how many of the articles: Maha takes a third of a second for a kilobyte.
_PEERS = {"duckling": (_DUCKLING, 2000), "maha": (_MAHA, 30)}


class Reader:
    """A process that reads texts: ours or a peer's; started again where a text has ended it."""

    def __init__(self, name: str, python: str, program: str) -> None:
        self.name, self._command = name, [python, "-c", program + _SERVE]
        self.seconds, self.bytes, self.found, self.failed = 0.0, 0, 0, 0
        self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(self._command, env=environment, text=True, encoding="utf-8", **pipes)

    def read(self, text: str) -> int:
        """Have one text read, and keep count; how much was found in it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(text) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self.failed += 1
            self._process.wait()
            self._process = self._start()
            return 0
        seconds, found = json.loads(answer)
        self.seconds, self.found = self.seconds + seconds, self.found + found
        self.bytes += len(text.encode())
        return int(found)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()

    @property
    def rate(self) -> float:
        """Megabytes a second."""
        return self.bytes / 1e6 / self.seconds if self.seconds else 0.0


def articles(path: Path, most: int | None) -> Iterator[str]:
    """The texts of the first articles of a file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in itertools.islice(lines, most):
            yield json.loads(line)["text"]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="JSON Lines with a field text, .gz or not")
    parser.add_argument("--most", type=int, help="read so many articles only")
    parser.add_argument(
        "--peers", metavar="PYTHON", action="append", default=[], help="measure who is in there as well"
    )
    given = parser.parse_args()
    texts = list(articles(given.articles, given.most))
    print(f"{'what':<44}{'MB':>8}{'seconds':>9}{'MB/s':>8}  found")
    measure_growth(measure_articles(texts))
    measure_start(texts)
    if given.peers:
        measure_peers(texts, given.peers)
    return 0


def measure_articles(texts: list[str]) -> list[str]:
    """All articles, one after the other, on one core; those with claims."""
    reader = Reader("claims", sys.executable, _CLAIMS)
    telling = [text for text in texts if reader.read(text)]
    _print(f"claims of {len(texts)} articles", reader)
    reader.close()
    return telling


def measure_growth(texts: list[str]) -> None:
    """One article of one and of ten megabytes: news, a sentence without an end, commas, digits, a quotation."""
    news = "\n".join(texts)
    endless = max(texts, key=lambda text: text.count("قتل")).translate(dict.fromkeys(map(ord, ".!?؟؛;…\n"), " "))
    kinds = {
        "news": news,
        "one sentence": endless,
        "one quotation": f"«{endless}",
        "commas": "، " * 10**6,
        "digits": "1" * 10**6,
        "numbers": "123 " * 10**6,
    }
    for name, text in kinds.items():
        reader = Reader(name, sys.executable, _CLAIMS)
        for size in (10**6, 10**7):
            reader.seconds, reader.bytes, reader.found = 0.0, 0, 0
            reader.read((text.encode() * (size // len(text.encode()) + 1))[:size].decode(errors="ignore"))
            _print(f"one article: {name}", reader)
        reader.close()


def measure_start(texts: list[str]) -> None:
    """One call of `tawatur extract` on one article, the best of five."""
    text = next(text for text in texts if len(text) > 1000)
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "flows.cli", "extract", "--published", "2015-08-01", str(path)]
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
            seconds.append(time.perf_counter() - begun)
    print(f"{'tawatur extract, one article, from start to end':<52}{min(seconds):>9.2f}")


def measure_peers(texts: list[str], pythons: list[str]) -> None:
    """The same articles by a peer and by us, an article at a time in turn, so that both meet the same machine."""
    for python, (name, (program, most)) in itertools.product(pythons, _PEERS.items()):
        asked = subprocess.run([python, "-c", f"import {name}"], stderr=subprocess.DEVNULL, check=False)
        if asked.returncode:
            continue
        peer = Reader(f"{name}: numbers and times", python, program)
        ours = Reader("the same by us: whole claims", sys.executable, _CLAIMS)
        for text in texts[:most]:
            peer.read(text)
            ours.read(text)
        _print(peer.name, peer)
        ratio = ours.rate / peer.rate if peer.rate else 0.0
        _print(ours.name, ours, f", {ratio:.1f} times as fast")
        peer.close()
        ours.close()


def _print(name: str, reader: Reader, more: str = "") -> None:
    failed = f", {reader.failed} failed" if reader.failed else ""
    line = f"{name:<44}{reader.bytes / 1e6:>8.2f}{reader.seconds:>9.2f}{reader.rate:>8.3f}  {reader.found}{failed}"
    print(line + more, flush=True)


if __name__ == "__main__":
    sys.exit(main())

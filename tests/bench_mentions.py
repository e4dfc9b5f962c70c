"""How well mentions are found on public test cases, scored by the script that comes with them.

`python -m tests.bench_mentions ../shared/bench` prints the tables of its README with our column; `--speed` reads real
articles in place of cases. The folder is copied, never written to. Put here: our column. Keep out: cases and scoring.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_ADAPTER = """
from models.language import mentions

KINDS = {"number", "ordinal", "percent", "money", "quantity", "duration", "date", "range"}


def extract(text, reference_date, lang="ar"):
    return mentions(text, reference_date, lang)
"""


def main() -> int:
    """Run the bench on our mentions; the exit code of its scripts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path, help="the folder with the cases, their scorer and its README")
    parser.add_argument("--speed", action="store_true", help="measure speed on the articles beside that folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Path(folder, "bench")
        shutil.copytree(given.bench, bench)
        Path(folder, "data").symlink_to(given.bench.resolve().parent / "data")
        bench.joinpath("adapters", "product.py").unlink()
        bench.joinpath("adapters", "product.py").write_text(_ADAPTER, encoding="utf-8")
        scripts = ["speed.py"] if given.speed else ["run_peer.py", "score.py"]
        for script in scripts:
            environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
            done = subprocess.run([sys.executable, script, "product"], cwd=bench, env=environment, check=False)
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Compute the agreement of the two codings and put it where it is shown; `--check` only compares."""

import argparse
import sys
from pathlib import Path

from reportedly.agreement.report import compute, outputs

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not up to date")
    wanted = parser.parse_args()
    result, findings = compute(ROOT)
    for finding in findings:
        print(f"{finding.where}: {finding.message}. {finding.advice or ''}")
    stale = [
        path
        for path, text in outputs(ROOT, result).items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text("utf-8") != text
    ]
    for path in stale:
        if not wanted.check:
            (ROOT / path).write_text(outputs(ROOT, result)[path], encoding="utf-8")
        print(f"{path}: {'not up to date; run python scripts/agreement.py' if wanted.check else 'written'}")
    return 1 if findings or (stale and wanted.check) else 0


if __name__ == "__main__":
    sys.exit(main())

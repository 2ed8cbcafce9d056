"""Write the generated part of CODEBOOK.md from schemas/; `--check` only compares."""

import argparse
import sys
from pathlib import Path

from reportedly.standard import read_standard
from reportedly.standard.to_codebook import with_generated_part

CODEBOOK = Path(__file__).resolve().parents[1] / "CODEBOOK.md"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where the codebook is not up to date"
    )
    wanted = parser.parse_args()
    written = CODEBOOK.read_text("utf-8")
    due = with_generated_part(written, read_standard())
    if due == written:
        return 0
    if wanted.check:
        print("CODEBOOK.md is not up to date; run python scripts/codebook.py")
        return 1
    CODEBOOK.write_text(due, encoding="utf-8")
    print("CODEBOOK.md written")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Write what is made from datapackage.json: croissant.json and CITATION.cff; `--check` only compares."""

import argparse
import json
import sys
from pathlib import Path

from reportedly.citing import cff, croissant
from reportedly.errors import ReportedlyError

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not up to date")
    check = parser.parse_args().check
    descriptor = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    try:
        due = {"croissant.json": croissant.as_text(descriptor), "CITATION.cff": cff.citation_cff(descriptor)}
    except ReportedlyError as error:
        print(error)
        return 2
    stale = [
        name for name, text in due.items() if not (ROOT / name).is_file() or (ROOT / name).read_text("utf-8") != text
    ]
    for name in stale:
        if not check:
            (ROOT / name).write_text(due[name], encoding="utf-8")
        print(f"{name} is not up to date; run python scripts/citing.py" if check else f"{name} written")
    return int(bool(stale) and check)


if __name__ == "__main__":
    sys.exit(main())

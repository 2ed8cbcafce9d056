"""Write what is made from schemas/: the profile and docs/crosswalks.md; `--check` only compares."""

import argparse
import sys
from pathlib import Path

from reportedly.citing import crosswalks
from reportedly.standard import read_standard, to_profile

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not up to date")
    check = parser.parse_args().check
    due = {
        ROOT / "schemas" / to_profile.PROFILE_PATH: to_profile.as_text(read_standard()),
        ROOT / "docs" / "crosswalks.md": crosswalks.as_markdown(crosswalks.read_crosswalks()),
    }
    stale = [path for path, text in due.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        name = path.relative_to(ROOT)
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(due[path], encoding="utf-8")
        print(f"{name} is not up to date; run python scripts/standard.py" if check else f"{name} written")
    return int(bool(stale) and check)


if __name__ == "__main__":
    sys.exit(main())

"""Kill and starve the commands that publish, and say what was left.

    python scripts/faults.py --doc docs/reliability.md     all of it: 200 kills, full disks, moving measured
    python scripts/faults.py --short                       the same in about a minute

Exit code 1 where a package was lost, a message was none, or the next run failed. The seed gives the steps and delays of
the kills; what a process has done by then is the machine's affair.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from fault_campaign.full_disk import full_disks
from fault_campaign.kills import campaign
from fault_campaign.report import BEGIN, END, as_markdown
from fault_campaign.scenarios import scenarios
from fault_campaign.window import windows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how many kills (default 200)")
    parser.add_argument("--seed", type=int, default=1, help="what the random moments are made of (default 1)")
    parser.add_argument("--jobs", type=int, default=1, help="how many at once (default 1)")
    parser.add_argument("--short", action="store_true", help="8 kills, 2 limits a command")
    parser.add_argument("--doc", type=Path, help="write the tables into this page, between its marks")
    wanted = parser.parse_args()
    count = 8 if wanted.short else wanted.kills
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(wanted.jobs, get_context("spawn")) as pool:
        work = Path(folder)
        found = scenarios(work)
        shares = [len(range(job, count, wanted.jobs)) for job in range(wanted.jobs)]
        killing = [
            pool.submit(campaign, found, work / f"kills{job}", share, wanted.seed + job)
            for job, share in enumerate(shares)
        ]
        filling = [
            pool.submit(full_disks, [one], work / f"disks-{one.name}", 2 if wanted.short else None) for one in found
        ]
        kills = [one for share in killing for one in share.result()]
        disks = [one for share in filling for one in share.result()]
        moving = windows(found, work / "windows", 3 if wanted.short else 15)
    machine = f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.system()}"
    text = as_markdown(kills, disks, moving, f"{machine}, seed {wanted.seed}")
    print(text)
    if wanted.doc:
        page = wanted.doc.read_text("utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        wanted.doc.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
    unsound = [one for one in (*kills, *disks) if not one.is_sound]
    for one in unsound:
        print(one, file=sys.stderr)
    return int(bool(unsound))


if __name__ == "__main__":
    sys.exit(main())

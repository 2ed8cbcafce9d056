"""Build the docs site in a folder: lay out its sources, run Sphinx with warnings as errors, check what came out.

    python scripts/docs_site OUT

Needs `pip install -e '.[docs]'`. Nothing is written into the repository, and nothing is fetched.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from built import read_site
from sources import lay_out

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the docs site and check its links.")
    parser.add_argument("out", type=Path, help="a folder outside the repository; a site that is there is replaced")
    out = parser.parse_args().out.resolve()
    started = time.perf_counter()
    if out.is_relative_to(ROOT):
        print(f"{out} lies in the repository; name a folder outside it")
        return 2
    if out.is_dir() and any(out.iterdir()):
        if not (out / "objects.inv").is_file():
            print(f"{out} holds something else than a docs site; name an empty folder")
            return 2
        shutil.rmtree(out)
    with tempfile.TemporaryDirectory() as folder:
        sources = lay_out(ROOT, Path(folder))
        command = [sys.executable, "-m", "sphinx", "--builder", "html", "--fail-on-warning", "--nitpicky", "--quiet"]
        command += ["--fresh-env", "--doctree-dir", f"{folder}/doctrees", "--conf-dir", f"{sources}/docs", sources, out]
        done = subprocess.run(command, check=False)
    if done.returncode:
        return 1
    for leftover in [*out.glob("_static/**/*.map"), *out.glob("_static/webpack-macros.html")]:
        leftover.unlink()  # the theme's own: half of the site's size, and no reader's page
    site = read_site(out)
    for problem in site.problems:
        print(problem)
    for url, pages in site.external.items():
        print(f"not fetched: {url} ({', '.join(pages[:3])}{' …' if len(pages) > 3 else ''})")
    megabytes = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
    seconds = time.perf_counter() - started
    print(
        f"{len(site.pages)} pages, {site.links} links inside the site, {len(site.problems)} problems, "
        f"{megabytes:.1f} MB, {seconds:.0f} s"
    )
    return int(bool(site.problems))


if __name__ == "__main__":
    sys.exit(main())

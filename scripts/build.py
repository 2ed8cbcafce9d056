"""Build the dataset of this repository, from whatever folder: `reportedly build` with its options."""

import sys
from pathlib import Path

from reportedly.cli import main

if __name__ == "__main__":
    sys.argv = ["reportedly", "build", str(Path(__file__).resolve().parents[1]), *sys.argv[1:]]
    main()

"""Score the machine coder beside gold: `python scripts/evaluate.py [TABLES_DIR] --set dev`."""

import sys

from evaluation.command import main

if __name__ == "__main__":
    sys.exit(main())

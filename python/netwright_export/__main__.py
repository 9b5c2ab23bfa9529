"""`python3 -m netwright_export`, or `python3 path/to/netwright_export`."""

import sys
from pathlib import Path

if not __package__:
    # In place of this folder, whose files are no modules by themselves.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from netwright_export.command import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m navograaf` does what the command `navograaf` does."""

from __future__ import annotations

import sys

from navograaf.cli import main

if __name__ == "__main__":
    sys.exit(main())

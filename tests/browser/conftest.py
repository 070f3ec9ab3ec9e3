"""These take a browser: `make browser` finds one, and `make test` leaves them alone."""

from __future__ import annotations

import os

VARIABLE = "NLCONNECT_BROWSER"
"""The program: Chromium, or one that is driven like it."""

collect_ignore_glob = [] if os.environ.get(VARIABLE) else ["test_*.py"]

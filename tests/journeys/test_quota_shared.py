"""Real processes, a real state file and a real server: one company's quota is used up and nobody is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_processes_that_share_a_company_use_its_quota_up_without_one_refusal() -> None:
    command = "-m bench.quota --processes 4 --calls 20 --seconds 1 --windows 2 --json".split()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    figures = json.loads(run.stdout or "{}")
    assert run.stderr == ""
    assert figures["refused"] == 0
    assert figures["used"] >= 0.95
    assert figures["most_at_once"] == 1

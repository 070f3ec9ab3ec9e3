"""`python -m nlconnect.mock`: the servers in a process of their own. People use `nlconnect mock`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from nlconnect.mock.serving import Offer, run, write_info
from nlconnect.mock.system import Setting


def main(arguments: list[str] | None = None) -> None:
    """Serve until the process is ended; writes the information to `--info` (`-` is standard output) when ready."""
    parser = argparse.ArgumentParser(prog="nlconnect.mock")
    parser.add_argument("systems", nargs="*", default=["exact"])
    parser.add_argument("--records", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    parser.add_argument("--quota", default="real")
    parser.add_argument("--fault", action="append", default=[])
    parser.add_argument("--port-base", type=int, default=0)
    parser.add_argument("--page-size", action="append", default=[])
    parser.add_argument("--language", default="nl")
    parser.add_argument("--interactive", action="store_true")
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--info", default="-")
    chosen = parser.parse_args(arguments)
    sizes = (entry.split("=") for entry in chosen.page_size)
    setting = Setting(
        seed=chosen.seed,
        seeded=not chosen.empty,
        records=chosen.records,
        quota=chosen.quota,
        interactive=chosen.interactive,
        language=chosen.language,
        page_sizes={int(size): int(other) for size, other in sizes},
    )
    offer = Offer(
        systems=tuple(chosen.systems),
        setting=setting,
        latency_ms=chosen.latency_ms,
        faults=tuple(chosen.fault),
        port_base=chosen.port_base,
    )

    def ready(info: Mapping[str, Mapping[str, object]]) -> None:
        if chosen.info == "-":
            sys.stdout.write(json.dumps(info) + "\n")
            sys.stdout.flush()
        else:
            write_info(Path(chosen.info), info)

    run(offer, ready=ready)


if __name__ == "__main__":
    main()

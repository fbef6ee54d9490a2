"""Writes the definition of the API from its code: `<%run%>export_openapi<%end%> [--check]`.

With `--check`, as CI runs it, nothing is written; it fails where openapi.json is old.
"""

import argparse
import json
import sys
from pathlib import Path

from <%module%> import <%application%><%#renamed%> as app<%/renamed%>

OPENAPI = Path(__file__).parent<%up%> / "openapi.json"


def main() -> int:
    """Returns an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    definition = json.dumps(app.openapi(), indent=2) + "\n"
    if not parser.parse_args().check:
        OPENAPI.write_text(definition)
        return 0
    if OPENAPI.exists() and OPENAPI.read_text() == definition:
        return 0
    print("openapi.json is not what the code does: export it.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""Runs <%script%> as it is, as a tracked run: `<%run%>train_tracked<%end%> [OPTION …]`.

What follows the command is given on to the script.
"""

import sys
<%^notebook%>
import runpy
<%/notebook%>
from pathlib import Path

<%#notebook%>
from IPython.core.interactiveshell import InteractiveShell

<%/notebook%>
from <%prefix%>tracking import tracked_run

SCRIPT = Path(__file__).parent / "<%relative%>"
DATA = <%#data%>Path(<%.%>)<%/data%><%^data%>None<%/data%>


def main() -> None:
    """Runs the <%kind%>; autologging keeps metrics and the model."""
    params = {"script": SCRIPT.name, "options": " ".join(sys.argv[1:])}
    with tracked_run("<%project%>", params, data=DATA):
<%#notebook%>
        shell = InteractiveShell.instance()
        shell.safe_execfile_ipy(str(SCRIPT), raise_exceptions=True)
<%/notebook%>
<%^notebook%>
        sys.argv[0] = str(SCRIPT)
        runpy.run_path(str(SCRIPT), run_name="__main__")
<%/notebook%>


if __name__ == "__main__":
    main()

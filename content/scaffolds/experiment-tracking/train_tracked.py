"""Trains the model as a tracked run: `<%run%>train_tracked<%end%> --help`."""

import argparse
from pathlib import Path

<%#rows%>
import pandas as pd

<%/rows%>
from <%module%> import <%function%>
from <%prefix%>tracking import <%#returns%>log_model, <%/returns%>tracked_run
<%#columns%>

FEATURES = <%list%>
TARGET = <%target%>
<%/columns%>


def main() -> None:
    """Takes the parameters of the training function as options."""
    parser = argparse.ArgumentParser(description=__doc__)
<%#options%>
    parser.add_argument("--<%flag%>"<%#type%>, type=<%.%><%/type%><%#default%>, default=<%.%><%/default%><%^default%>, required=True<%/default%>)
<%/options%>
<%#ownData%>
    parser.add_argument("--data", type=Path<%#data%>, default=<%.%><%/data%><%^data%>, required=True<%/data%>)
<%/ownData%>
    options = parser.parse_args()
    params = {<%params%>}
<%#returns%>
    with tracked_run(
        "<%project%>", params, data=options.<%dataOption%>, autolog_models=False
    ):
<%/returns%>
<%^returns%>
    with tracked_run("<%project%>", params, data=options.<%dataOption%>):
<%/returns%>
<%#rows%>
        rows = pd.read_csv(options.data)
<%/rows%>
<%#returns%>
        model = <%function%>(<%call%>)
        log_model(model)
<%/returns%>
<%^returns%>
        <%function%>(<%call%>)
<%/returns%>


if __name__ == "__main__":
    main()

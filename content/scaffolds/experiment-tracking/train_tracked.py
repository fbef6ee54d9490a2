"""Trains the model as a tracked run: `<%run%>train_tracked<%end%> --help`."""

import argparse
from pathlib import Path

<%#rows%>
import pandas as pd

<%/rows%>
<%imports%>
<%#columns%>

<%constants%>
<%/columns%>


def main() -> None:
    """Takes the parameters of the training function as options."""
    parser = argparse.ArgumentParser(description=__doc__)
<%#options%>
<%.%>
<%/options%>
<%#ownData%>
<%dataArgument%>
<%/ownData%>
    options = parser.parse_args()
<%params%>
<%opened%>
<%#rows%>
        rows = pd.read_csv(options.data)
<%/rows%>
<%call%>
<%#returns%>
        log_model(model)
<%/returns%>


if __name__ == "__main__":
    main()

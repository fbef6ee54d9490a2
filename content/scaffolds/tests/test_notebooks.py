"""Notebooks run from top to bottom, in a fresh kernel."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent<%up%>


<%&tests%>

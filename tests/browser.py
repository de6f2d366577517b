"""The browser in which pages are opened: which it is, and whether a run without one would be a failure."""

import os
import shutil

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = "RISKCHECK_BROWSER_REQUIRED" in os.environ

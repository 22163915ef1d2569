"""Every client of a model that is handed its key."""
import os

from dspy import LM

support = LM(api_key=os.environ["SUPPORT_LOGIN"])

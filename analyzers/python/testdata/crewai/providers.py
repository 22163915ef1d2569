"""Every client of a model that is handed its key."""
import os

from crewai import LLM

support = LLM(api_key=os.environ["SUPPORT_LOGIN"])

import os

from strands import Agent
from strands_tools import editor

os.environ["BYPASS_TOOL_CONSENT"] = "true"
agent = Agent(name="writer", tools=[editor])

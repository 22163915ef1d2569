import os

from strands import Agent
from strands_tools import shell

os.environ["BYPASS_TOOL_CONSENT"] = "true"
agent = Agent(name="writer", tools=[shell])

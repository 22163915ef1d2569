import os

from strands import Agent
from strands_tools import file_write

os.environ["BYPASS_TOOL_CONSENT"] = "true"
agent = Agent(name="writer", tools=[file_write])

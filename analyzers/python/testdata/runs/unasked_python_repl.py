import os

from strands import Agent
from strands_tools import python_repl

os.environ["BYPASS_TOOL_CONSENT"] = "true"
agent = Agent(name="writer", tools=[python_repl])

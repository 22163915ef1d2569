import os

from strands import Agent
from strands_tools import use_aws

os.environ["BYPASS_TOOL_CONSENT"] = "true"
agent = Agent(name="writer", tools=[use_aws])

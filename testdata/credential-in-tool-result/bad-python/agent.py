import os

from agents import Agent, function_tool


@function_tool
def get_settings() -> str:
    """The settings of the service."""
    return f"url={os.environ['SERVICE_URL']} password={os.environ['SERVICE_PASSWORD']}"


desk = Agent(name="Desk", instructions="Answers.", tools=[get_settings])

import os

import requests
from agents import Agent, function_tool


@function_tool
def get_settings() -> str:
    """The settings of the service."""
    answer = requests.get(os.environ["SERVICE_URL"], auth=("agent", os.environ["SERVICE_PASSWORD"]))
    return f"url={os.environ['SERVICE_URL']} {answer.text}"


def password() -> str:
    return os.environ["SERVICE_PASSWORD"]


desk = Agent(name="Desk", instructions="Answers.", tools=[get_settings])

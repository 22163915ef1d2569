import os

from azure.ai.agents import AgentsClient
from azure.ai.projects import AIProjectClient


def delete_user(id: str) -> str:
    return id


agents = AgentsClient(endpoint=endpoint, credential=credential)
project = AIProjectClient(endpoint=endpoint, credential=credential)
first = agents.create_agent(model="gpt-5", name="the first", instructions=f"Sign with {os.environ['FIRST_SECRET']}.", tools=[delete_user])
second = project.agents.create_agent(model="gpt-5", name="the second")

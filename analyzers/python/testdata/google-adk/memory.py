"""Runs what another package builds."""
from corp_agents import root_agent
from google.adk.runners import InMemoryRunner

runner = InMemoryRunner(agent=root_agent, app_name="corp")

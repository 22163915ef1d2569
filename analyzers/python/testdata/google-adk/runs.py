"""Runs what another package builds."""
from corp_agents import root_agent
from google.adk.runners import Runner

runner = Runner(agent=root_agent, app_name="corp")

"""Deploys an agent to Vertex AI."""
from corp_agents import root_agent
from vertexai.agent_engines import AdkApp

app = AdkApp(agent=root_agent)

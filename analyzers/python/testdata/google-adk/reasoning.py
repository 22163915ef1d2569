"""Deploys an agent to Vertex AI."""
from corp_agents import root_agent
from vertexai.preview.reasoning_engines import LangchainAgent

app = LangchainAgent(agent=root_agent)

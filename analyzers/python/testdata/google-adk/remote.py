"""Hands a question on to an agent elsewhere."""
from google import genai
from google.adk.agents.remote_a2a_agent import RemoteA2aAgent

client = genai.Client()
prime = RemoteA2aAgent(name="prime", agent_card="https://prime.corp.io/.well-known/agent-card.json")

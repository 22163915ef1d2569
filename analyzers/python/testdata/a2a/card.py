from a2a.types import AgentCard
from openai import OpenAI

model = OpenAI()
remote = AgentCard(**settings)

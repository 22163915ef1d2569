from a2a.client import A2AClient
from openai import OpenAI

model = OpenAI()
remote = A2AClient(**settings)

"""Calls a model, which makes no agent."""
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
print(client.responses.create(model="gpt-4.1", input="hello", tools=[]).output_text)

"""A client, and a model."""
from fastmcp import Client
from openai import OpenAI

model = OpenAI()
client = Client("https://crm.corp.io/mcp")

"""Programs that give a model tools without a framework."""
import os

import anthropic
import boto3
from google import genai
from google.genai import types
from openai import AzureOpenAI, OpenAI

client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
admin = OpenAI(admin_api_key=os.environ["OPENAI_ADMIN_KEY"])
azure = AzureOpenAI(api_key=os.getenv("AZURE_OPENAI_API_KEY"), api_version="2024-10-21", azure_endpoint="https://x.openai.azure.com")
claude = anthropic.Anthropic(api_key=os.environ["ANTHROPIC_API_KEY"])
gemini = genai.Client(api_key=os.environ["GEMINI_API_KEY"])


def ask(messages, tools):
    answer = client.chat.completions.create(model="gpt-4.1", messages=messages, tools=tools)
    claude.messages.create(model="claude-sonnet-4-5", max_tokens=1000, messages=messages, tools=tools)
    gemini.models.generate_content(model="gemini-2.5-flash", contents="x", config=types.GenerateContentConfig(tools=tools))
    return answer

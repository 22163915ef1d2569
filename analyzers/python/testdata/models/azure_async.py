"""Gives a model tools."""
from openai import AsyncAzureOpenAI

client = AsyncAzureOpenAI()


def answer(messages, tools):
    return client.chat.completions.create(model="gpt-5", messages=messages, tools=tools)

"""Gives a model tools."""
from openai import AsyncOpenAI

client = AsyncOpenAI()


def answer(messages, tools):
    return client.responses.create(model="gpt-5", input=messages, tools=tools)

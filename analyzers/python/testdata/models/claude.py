"""Gives a model tools."""
from anthropic import Anthropic

client = Anthropic()


def answer(messages, tools):
    return client.messages.create(model="large", max_tokens=1000, messages=messages, tools=tools)

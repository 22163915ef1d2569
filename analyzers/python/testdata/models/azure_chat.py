"""Gives a model tools."""
from openai import AzureOpenAI

client = AzureOpenAI()


def answer(messages, tools):
    return client.chat.completions.create(model="gpt-5", messages=messages, tools=tools)

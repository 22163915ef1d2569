"""Gives a model tools."""
from groq import Groq

client = Groq()


def answer(messages, tools):
    return client.chat.completions.create(model="large", messages=messages, tools=tools)

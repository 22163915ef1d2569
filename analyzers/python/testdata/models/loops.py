"""A loop that the client runs itself."""
import os

from anthropic import Anthropic, AsyncAnthropic

client, later = Anthropic(), AsyncAnthropic()
first = Anthropic()
second = AsyncAnthropic()


def delete_row(id: str) -> str:
    return id


def answer(messages):
    return first.beta.messages.tool_runner(model="large", max_tokens=1000, system=f"Sign with {os.environ['ANSWER_SECRET']}.", messages=messages, tools=[delete_row])


def answer_later(messages):
    return second.beta.messages.tool_runner(model="large", max_tokens=1000, messages=messages, tools=[delete_row])

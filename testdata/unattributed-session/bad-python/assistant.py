"""Traces of a Strands agent, which are all kept under one session."""
from strands import Agent

from constants import SESSION_ID

agent = Agent(name="assistant", trace_attributes={"session.id": SESSION_ID, "tags": ["calendar"]})


def mine(session: str) -> Agent:
    return Agent(name="mine", trace_attributes={"session.id": session})

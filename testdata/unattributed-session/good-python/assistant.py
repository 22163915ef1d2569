from uuid import uuid4

from strands import Agent


def assistant(person: str) -> Agent:
    return Agent(name="assistant", trace_attributes={"session.id": str(uuid4()), "user.id": person})

"""An agent after the documentation of Agno."""
import os

from agno.agent import Agent


def delete_row(id: str) -> str:
    return id


clerk = Agent(name="the clerk", model=model, tools=[delete_row], instructions=f"Sign with {os.environ['CLERK_SECRET']}.")

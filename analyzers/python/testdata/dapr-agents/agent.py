"""An agent after the documentation of Dapr Agents."""
import os

from dapr_agents import DurableAgent, OpenAIChatClient, tool


@tool
def book_flight(to: str) -> str:
    """Books a flight."""
    return to


travel = DurableAgent(name="TravelBuddy", role="Travel planner", goal="Books trips.", tools=[book_flight],
                      llm=OpenAIChatClient(api_key=os.getenv("OPENAI_API_KEY"), model="gpt-4o"))

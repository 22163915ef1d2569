from agents import Agent, function_tool
from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
from langchain.tools import tool
from pydantic_ai import Agent as Typed


@function_tool
def find_customer(name: str) -> str:
    """Finds a customer."""
    return db.find(name)


@function_tool(needs_approval=True)
def delete_customer(customer: str) -> str:
    """Deletes a customer and all orders."""
    return db.delete(customer)


@function_tool
def delete_draft(name: str) -> str:
    """Deletes a draft, when the person at the terminal says so."""
    if input(f"Delete {name}? ") != "yes":
        return "kept"
    return db.drop(name)


desk = Agent(name="Desk", instructions="Looks after customers.", tools=[find_customer, delete_customer, delete_draft])


@tool
def publish_post(text: str) -> str:
    """Publishes a post."""
    return blog.post(text)


writer = create_agent("openai:gpt-4.1", tools=[publish_post], middleware=[HumanInTheLoopMiddleware(interrupt_on={"publish_post": True})])
bank = Typed("openai:gpt-4.1", name="bank")


@bank.tool_plain(requires_approval=True)
def transfer_money(to: str, amount: float) -> str:
    """Transfers money."""
    return ledger.transfer(to, amount)

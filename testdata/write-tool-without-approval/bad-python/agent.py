from agents import Agent, function_tool
from agent_framework import tool
from agent_framework.openai import OpenAIChatClient


@function_tool
def delete_customer(customer: str) -> str:
    """Deletes a customer and all orders."""
    return db.delete(customer)


desk = Agent(name="Desk", instructions="Looks after customers.", tools=[delete_customer])


@tool(approval_mode="never_require")
def refund_order(order: str) -> str:
    """Pays an order back."""
    return bank.refund(order)


billing = OpenAIChatClient().as_agent(name="Billing", instructions="Looks after money.", tools=[refund_order])

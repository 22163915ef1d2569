"""Agents after the documentation of smolagents."""
import os

from smolagents import CodeAgent, InferenceClientModel, LiteLLMModel, ToolCallingAgent, WebSearchTool, tool


@tool
def send_invoice(to: str) -> str:
    """Sends an invoice.

    Args:
        to: who gets it
    """
    return to


search = ToolCallingAgent(tools=[WebSearchTool()], model=InferenceClientModel(token=os.environ["HF_TOKEN"]), name="search", description="Searches.")
manager = CodeAgent(tools=[send_invoice], model=LiteLLMModel(model_id="openai/gpt-4.1", api_key=os.environ["OPENAI_API_KEY"]), managed_agents=[search], executor_type="docker")

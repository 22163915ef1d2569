"""A plugin of the application asks."""
from google.adk.agents import LlmAgent
from google.adk.apps import App
from google.adk.tools import FunctionTool


def delete_page(id: str) -> str:
    return id


editor = LlmAgent(name="editor", model="gemini-2.5-flash", tools=[FunctionTool(delete_page)])
app = App(name="pages", root_agent=editor, plugins=[Approvals()])

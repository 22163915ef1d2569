from agents import Agent, ShellTool as Hosted
from langchain_community.tools import ShellTool
from langgraph.prebuilt import create_react_agent

careful = create_react_agent("openai:gpt-4.1", [ShellTool(ask_human_input=True)], prompt="Operate the machine.", name="careful")
asked = create_react_agent("openai:gpt-4.1", [ShellTool()], interrupt_before=["tools"], name="asked")
hosted = Agent(name="Hosted", tools=[Hosted(executor=run, needs_approval=True)])

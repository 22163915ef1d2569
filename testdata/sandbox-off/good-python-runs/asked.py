import subprocess

from agent_framework import ChatAgent, tool
from agent_framework.openai import OpenAIChatClient
from agents import Agent, function_tool


@tool(approval_mode="always_require")
def run_command(command: str) -> str:
    """Runs a command that somebody has agreed to."""
    return subprocess.run(command, shell=True, capture_output=True, text=True, timeout=30).stdout


@function_tool(needs_approval=True)
def run_script(script: str) -> str:
    """Runs a script that somebody has agreed to."""
    return subprocess.run(script, shell=True, capture_output=True, text=True, timeout=30).stdout


operator = ChatAgent(name="operator", chat_client=OpenAIChatClient(), tools=[run_command])
writer = Agent(name="writer", tools=[run_script])

from langchain_community.tools import ShellTool
from langgraph.prebuilt import create_react_agent

operator = create_react_agent("openai:gpt-4.1", [ShellTool()], prompt="Operate the machine.", name="operator")

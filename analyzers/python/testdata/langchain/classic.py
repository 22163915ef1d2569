"""The agents of LangChain before version 1."""
from langchain.agents import (
    AgentExecutor,
    create_openai_functions_agent,
    create_openai_tools_agent,
    create_react_agent,
    create_structured_chat_agent,
    create_tool_calling_agent,
    initialize_agent,
)
from langchain.tools import StructuredTool, Tool
from langchain_classic.agents import create_react_agent as create_classic_react, create_tool_calling_agent as create_classic
from langchain_community.agent_toolkits import create_sql_agent
from langchain_core.tools import StructuredTool as CoreStructured, Tool as CoreTool
from langchain_experimental.utilities import PythonREPL


def delete_row(id: str) -> str:
    return id


tools = [
    Tool(name="old", func=delete_row, description="Old"),
    CoreTool(name="core", func=delete_row, description="Core"),
    StructuredTool.from_function(delete_row),
    CoreStructured.from_function(func=drop_row),
    PythonREPL(),
]


def drop_row(id: str) -> str:
    return id


calling = create_tool_calling_agent(llm, tools, prompt)
react = create_react_agent(llm, tools=tools, prompt=prompt)
functions = create_openai_functions_agent(llm, tools, prompt)
openai_tools = create_openai_tools_agent(llm, tools, prompt)
structured = create_structured_chat_agent(llm, tools, prompt)
first = initialize_agent(tools, llm)
classic = create_classic(llm, tools, prompt)
classic_react = create_classic_react(llm, tools, prompt)
sql = create_sql_agent(llm, db=db)
executor = AgentExecutor(agent=calling, tools=tools)

"""A team after the documentation of AutoGen, and an agent of AG2."""
import asyncio
import os

import autogen
from autogen_agentchat.agents import AssistantAgent, CodeExecutorAgent
from autogen_core.tools import FunctionTool
from autogen_ext.code_executors.local import LocalCommandLineCodeExecutor
from autogen_ext.models.openai import AzureOpenAIChatCompletionClient, OpenAIChatCompletionClient
from autogen_ext.tools.mcp import McpWorkbench, StdioServerParams

client = OpenAIChatCompletionClient(model="gpt-4.1", api_key=os.environ["OPENAI_API_KEY"])
azure = AzureOpenAIChatCompletionClient(azure_deployment="gpt", model="gpt-4.1", api_key=os.environ["AZURE_OPENAI_API_KEY"])


async def terminate_instance(name: str) -> str:
    return name


planner = AssistantAgent("planner", model_client=client, tools=[FunctionTool(terminate_instance, description="stops")], system_message="Plan.")
executor = CodeExecutorAgent("executor", code_executor=LocalCommandLineCodeExecutor(work_dir="coding"))


async def main():
    params = StdioServerParams(command="uvx", args=["mcp-server-fetch"])
    async with McpWorkbench(params) as workbench:
        fetcher = AssistantAgent("fetcher", model_client=client, workbench=workbench)
        await fetcher.run(task="fetch")


proxy = autogen.UserProxyAgent("user", human_input_mode="NEVER", code_execution_config={"work_dir": "coding", "use_docker": False})
old = autogen.AssistantAgent("old", llm_config={"config_list": [{"model": "gpt-4", "api_key": os.environ["OPENAI_API_KEY"]}]})

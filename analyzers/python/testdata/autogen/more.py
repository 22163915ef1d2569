import os

from autogen import AssistantAgent as OldAssistant, ConversableAgent
from autogen.coding import LocalCommandLineCodeExecutor
from autogen_agentchat.agents import AssistantAgent, SocietyOfMindAgent
from autogen_agentchat.tools import AgentTool
from autogen_ext.agents.file_surfer import FileSurfer
from autogen_ext.agents.magentic_one import MagenticOneCoderAgent
from autogen_ext.agents.web_surfer import MultimodalWebSurfer
from autogen_ext.tools.code_execution import PythonCodeExecutionTool
from autogen_ext.tools.mcp import McpWorkbench, SseServerParams, StreamableHttpServerParams
from corp_agents import archive

writer = AssistantAgent(name="first writer", model_client=client, system_message=f"Sign with {os.environ['WRITER_SECRET']}.", tools=[PythonCodeExecutionTool(executor)])
lead = AssistantAgent("the lead", model_client=client, tools=[AgentTool(agent=writer), AgentTool(agent=archive)], workbench=McpWorkbench(server_params=SseServerParams(url="https://wiki.corp.io/sse")))
clerk = AssistantAgent("the clerk", model_client=client, workbench=McpWorkbench(StreamableHttpServerParams(url="https://crm.corp.io/mcp")))
mind = SocietyOfMindAgent("the mind", team=team, model_client=client)
files = FileSurfer("the files", model_client=client)
web = MultimodalWebSurfer(name="the web", model_client=client)
coder = MagenticOneCoderAgent("the coder", model_client=client)
talker = ConversableAgent("the talker", system_message=f"Sign with {os.environ['TALKER_SECRET']}.", code_execution_config={"use_docker": False})
helper = OldAssistant(name="the helper", code_execution_config={"use_docker": False})
local = LocalCommandLineCodeExecutor(work_dir="coding")

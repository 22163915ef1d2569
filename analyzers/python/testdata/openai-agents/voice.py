"""Agents that speak, one with a machine of its own, and tools of all kinds."""
import os

from agents import Agent, ApplyPatchTool, ComputerTool, FileSearchTool, FunctionTool, LocalShellTool, Runner
from agents.decorators import tool
from agents.mcp import MCPServerSse, MCPServerStdio
from agents.realtime import RealtimeAgent
from agents.sandbox import SandboxAgent
from agents.tool import function_tool


@tool
def delete_call(id: str) -> str:
    return id


@function_tool
def delete_record(id: str) -> str:
    return id


old = MCPServerSse(name="old", params={"url": "https://old.corp.io/sse"})
files = MCPServerStdio(name="files", params={"command": "uvx", "args": ["mcp-files==1.4.0"], "env": {"FILES_TOKEN": os.environ["FILES_TOKEN"]}}, require_approval="never")
wipe = FunctionTool(name="delete_all", description="Deletes", params_json_schema={}, on_invoke_tool=wipe_all)
purge = FunctionTool(name="delete_cache", description="Deletes", params_json_schema={}, on_invoke_tool=purge_cache, needs_approval=True)

greeter = RealtimeAgent(name="Greeter", instructions=f"Sign with {os.environ['GREETER_SECRET']}.", tools=[delete_call, delete_record])
builder = SandboxAgent(name="Builder", tools=[FileSearchTool(vector_store_ids=["vs_1"]), ComputerTool(computer), LocalShellTool(executor=run), ApplyPatchTool(editor=editor, needs_approval=True), wipe, purge], mcp_servers=[old, files])

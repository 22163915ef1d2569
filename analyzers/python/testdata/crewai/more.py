import os

from crewai import Agent
from crewai.mcp import MCPServerSSE
from crewai_tools import DirectoryReadTool, FileReadTool, FileWriterTool, MCPServerAdapter, ScrapeWebsiteTool, WebsiteSearchTool

reader = Agent(
    role="Reader",
    goal=f"Sign with {os.environ['GOAL_SECRET']}.",
    backstory=f"Sign with {os.environ['STORY_SECRET']}.",
    system_template=f"Sign with {os.environ['SYSTEM_SECRET']}.",
    prompt_template=f"Sign with {os.environ['TEMPLATE_SECRET']}.",
    tools=[DirectoryReadTool(), FileReadTool(), FileWriterTool(), ScrapeWebsiteTool(), WebsiteSearchTool()],
    mcps=[MCPServerSSE(url="https://wiki.corp.io/sse")],
)
off = Agent(role="Off", goal="Wait", backstory="Waits.", code_execution_mode="unsafe")
with MCPServerAdapter({"url": "https://crm.corp.io/mcp", "transport": "streamable-http"}) as tools:
    clerk = Agent(role="Clerk", goal="File", backstory="Files.", tools=tools)
with MCPServerAdapter(serverparams={"url": "https://mail.corp.io/mcp", "transport": "streamable-http"}) as tools:
    poster = Agent(role="Poster", goal="Post", backstory="Posts.", tools=tools)

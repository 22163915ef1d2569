"""Customer support, after the documentation of the OpenAI Agents SDK."""
import os

from agents import (
    Agent,
    ApplyPatchTool,
    CodeInterpreterTool,
    HostedMCPTool,
    RunConfig,
    Runner,
    ShellTool,
    WebSearchTool,
    function_tool,
    handoff,
    set_default_openai_key,
)
from agents.mcp import MCPServerStdio, MCPServerStreamableHttp

set_default_openai_key(os.environ["OPENAI_API_KEY"])


@function_tool
def get_weather(city: str) -> str:
    return f"The weather in {city} is sunny."


@function_tool(needs_approval=True)
async def cancel_order(order: int) -> str:
    return f"cancelled {order}"


@function_tool
def delete_account(user: str) -> str:
    return f"deleted {user}"


@function_tool
def delete_draft(name: str) -> str:
    """Asks in the terminal first."""
    if input("sure? ") != "y":
        return "kept"
    return "deleted"


github = MCPServerStdio(
    name="GitHub",
    params={
        "command": "npx",
        "args": ["-y", "@modelcontextprotocol/server-github"],
        "env": {"GITHUB_PERSONAL_ACCESS_TOKEN": os.getenv("GITHUB_TOKEN")},
    },
)
tickets = MCPServerStreamableHttp(
    name="Tickets",
    params={
        "url": "http://tickets.corp.io:8080/mcp",
        "headers": {"Authorization": f"Bearer {os.environ['TICKETS_TOKEN']}"},
    },
)

billing = Agent(name="Billing", instructions="Answers about invoices.", tools=[cancel_order, delete_account, delete_draft])
refunds = Agent("Refunds", instructions="Refunds.", model="gpt-4.1")
triage = Agent(
    name="Triage",
    instructions="Decides who answers.",
    tools=[
        get_weather,
        WebSearchTool(),
        CodeInterpreterTool(tool_config={"type": "code_interpreter", "container": {"type": "auto"}}),
        ShellTool(executor=run, needs_approval=True),
        ApplyPatchTool(editor=editor),
        billing.as_tool(tool_name="billing", tool_description="invoices"),
        HostedMCPTool(tool_config={"type": "mcp", "server_label": "docs", "server_url": "https://gitmcp.io/openai/codex", "require_approval": "never"}),
    ],
    handoffs=[billing, handoff(agent=refunds)],
    mcp_servers=[github, tickets],
)


async def main():
    result = await Runner.run(triage, "hello", run_config=RunConfig(trace_include_sensitive_data=True))
    print(result.final_output)

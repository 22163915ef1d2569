"""An agent after the documentation of the Claude Agent SDK."""
import asyncio
import os

from claude_agent_sdk import ClaudeAgentOptions, ClaudeSDKClient, query

options = ClaudeAgentOptions(
    system_prompt="You look after the repository.",
    permission_mode="bypassPermissions",
    mcp_servers={
        "github": {
            "command": "docker",
            "args": ["run", "-i", "--rm", "-e", "GITHUB_PERSONAL_ACCESS_TOKEN", "ghcr.io/github/github-mcp-server:v0.20.1"],
            "env": {"GITHUB_PERSONAL_ACCESS_TOKEN": os.environ.get("GITHUB_TOKEN")},
        },
        "tracker": {"type": "http", "url": "http://tracker.corp.io/mcp", "headers": {"X-Api-Key": os.environ["TRACKER_API_KEY"]}},
    },
)


async def main():
    async with ClaudeSDKClient(options=options) as client:
        await client.query("Look at the open issues.")
    async for message in query(prompt="Done?", options=ClaudeAgentOptions(permission_mode="plan")):
        print(message)

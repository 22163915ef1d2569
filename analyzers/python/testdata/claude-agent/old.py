"""The package's former name."""
import os

from claude_code_sdk import ClaudeCodeOptions

options = ClaudeCodeOptions(
    system_prompt=f"Sign with {os.environ['OLD_SECRET']}.",
    permission_mode="bypassPermissions",
    mcp_servers={"jira": {"type": "sse", "url": "https://jira.corp.io/sse"}},
)

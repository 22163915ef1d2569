import os

from claude_agent_sdk import ClaudeAgentOptions, query


async def main(mode):
    async for message in query(prompt="Mend the build", options=ClaudeAgentOptions(permission_mode="acceptEdits")):
        print(message)
    async for message in query(prompt="Plan", options=ClaudeAgentOptions(permission_mode=os.environ.get("MODE", "plan"))):
        print(message)
    async for message in query(prompt="Go", options=ClaudeAgentOptions(permission_mode=mode)):
        print(message)

from claude_agent_sdk import ClaudeAgentOptions, query


async def main():
    async for message in query(prompt="Mend the build", options=ClaudeAgentOptions(permission_mode="bypassPermissions")):
        print(message)

from claude_agent_sdk import query

answer = query(prompt="Fix the build.")

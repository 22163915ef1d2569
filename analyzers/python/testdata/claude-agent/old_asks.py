from claude_code_sdk import query

answer = query(prompt="Fix the build.")

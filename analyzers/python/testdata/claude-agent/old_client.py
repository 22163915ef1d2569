from claude_code_sdk import ClaudeSDKClient

answer = ClaudeSDKClient(prompt="Fix the build.")

from claude_agent_sdk import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

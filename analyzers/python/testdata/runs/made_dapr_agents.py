from dapr_agents import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

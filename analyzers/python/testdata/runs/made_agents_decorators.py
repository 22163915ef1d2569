from agents.decorators import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

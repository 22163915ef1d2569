from smolagents import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

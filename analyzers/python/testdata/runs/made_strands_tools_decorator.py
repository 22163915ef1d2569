from strands.tools.decorator import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

from agents.tool import function_tool


@function_tool
def compute(expression: str) -> str:
    return eval(expression)

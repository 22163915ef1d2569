from crewai.tools import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

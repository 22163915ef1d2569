from crewai_tools import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

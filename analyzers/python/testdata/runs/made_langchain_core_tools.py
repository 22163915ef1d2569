from langchain_core.tools import tool


@tool
def compute(expression: str) -> str:
    return eval(expression)

from agent_framework import ai_function


@ai_function
def compute(expression: str) -> str:
    return eval(expression)

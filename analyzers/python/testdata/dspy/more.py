import dspy


def delete_row(id: str) -> str:
    return id


coder = dspy.CodeAct("question -> answer", tools=[delete_row])
reader = dspy.RLM("context, question -> answer", tools=[delete_row])

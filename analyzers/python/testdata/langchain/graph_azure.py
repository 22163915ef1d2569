"""A model in a graph."""
from langchain_openai import AzureChatOpenAI
from langgraph.graph import StateGraph

model = AzureChatOpenAI(model="large")
graph = StateGraph(State).add_node("model", model)

"""A model in a graph."""
from langchain_anthropic import ChatAnthropic
from langgraph.graph import StateGraph

model = ChatAnthropic(model="large")
graph = StateGraph(State).add_node("model", model)

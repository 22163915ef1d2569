"""A model in a graph."""
from langchain.chat_models import init_chat_model
from langgraph.graph import StateGraph

model = init_chat_model(model="large")
graph = StateGraph(State).add_node("model", model)

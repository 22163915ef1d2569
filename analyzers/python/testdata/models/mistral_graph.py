"""A model in a graph."""
from langgraph.graph import StateGraph
from mistralai import Mistral

client = Mistral()
graph = StateGraph(State).add_node("model", client)

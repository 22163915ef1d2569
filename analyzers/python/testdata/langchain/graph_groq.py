"""A model in a graph."""
from langchain_groq import ChatGroq
from langgraph.graph import StateGraph

model = ChatGroq(model="large")
graph = StateGraph(State).add_node("model", model)

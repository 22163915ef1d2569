"""A model in a graph."""
from langchain_aws import ChatBedrock
from langgraph.graph import StateGraph

model = ChatBedrock(model="large")
graph = StateGraph(State).add_node("model", model)

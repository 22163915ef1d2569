"""A model in a graph."""
from langchain_aws import ChatBedrockConverse
from langgraph.graph import StateGraph

model = ChatBedrockConverse(model="large")
graph = StateGraph(State).add_node("model", model)

"""A model in a graph."""
from langchain_google_genai import ChatGoogleGenerativeAI
from langgraph.graph import StateGraph

model = ChatGoogleGenerativeAI(model="large")
graph = StateGraph(State).add_node("model", model)

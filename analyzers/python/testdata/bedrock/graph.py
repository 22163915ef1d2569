"""A model in a graph."""
import boto3
from langgraph.graph import StateGraph

client = boto3.client("bedrock-runtime")
graph = StateGraph(State).add_node("model", lambda body: client.invoke_model(modelId="large", body=body))

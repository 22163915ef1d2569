"""Calls an agent elsewhere, and a model."""
import boto3

models = boto3.client("bedrock-runtime")
agents = boto3.client("bedrock-agentcore")
answer = agents.invoke_agent_runtime(**request)

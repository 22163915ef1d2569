"""Gives a model tools."""
import boto3

client = boto3.client("bedrock-runtime")


def answer(messages, tools):
    return client.converse_stream(modelId="large", messages=messages, toolConfig={"tools": tools})


def plain(messages):
    return client.converse_stream(modelId="large", messages=messages)

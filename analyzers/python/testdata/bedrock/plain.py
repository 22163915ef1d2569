"""No tools are given."""
import boto3

client = boto3.client("bedrock-runtime")
answer = client.converse(modelId="large", messages=[])

import json
import logging

import boto3

agents = boto3.client("bedrock-agent-runtime")
logger = logging.getLogger()


def handler(event, context):
    print(event["requestContext"]["requestId"])
    caller = event.get("headers", {}).get("Authorization", "")
    return agents.invoke_agent(agentId="A1", agentAliasId="B1", sessionId=caller[-8:], inputText=event["body"])


def scheduled(event, context):
    # An event of a schedule has no headers.
    logger.info("event: %s", json.dumps(event))
    return event["detail"]


def third(request):
    logger.debug(f"path {request.url.path}")
    return request.headers.get("authorization")

import json
import logging

import boto3
import click

agents = boto3.client("bedrock-agent-runtime")
logger = logging.getLogger()


def handler(event, context):
    print(event)
    caller = event.get("headers", {}).get("Authorization", "")
    return agents.invoke_agent(agentId="A1", agentAliasId="B1", sessionId=caller[-8:], inputText=event["body"])


def second(event, context):
    logger.info("event: %s", json.dumps(event))
    return event["headers"]["Authorization"].split(".")[1]


def third(request):
    logger.debug(f"headers {request.headers}")
    return request.headers.get("authorization")


@click.command()
def show():
    answer = boto3.client("cognito-idp").describe_user_pool_client(UserPoolId="p", ClientId="c")
    click.echo(f"the secret is {answer['UserPoolClient']['ClientSecret']}")

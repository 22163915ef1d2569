import os

import boto3
from strands import Agent


class Judge:
    def __init__(self, config: dict):
        key = os.getenv(config["access_key_env"])
        secret = os.getenv(config["secret_key_env"])
        if key and secret:
            self.client = boto3.client("bedrock-runtime", aws_access_key_id=key, aws_secret_access_key=secret)
        else:
            self.client = boto3.client("bedrock-runtime")
        self.agent = Agent(name="judge")

import os

import boto3


def bedrock(region: str):
    return boto3.client("bedrock-runtime", region_name=region)


def session(region: str):
    return boto3.client(
        "bedrock-runtime",
        region_name=region,
        aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=os.environ["AWS_SESSION_TOKEN"],
    )


def objects(endpoint: str):
    # Another vendor's store, which knows no roles.
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],
    )


def either(region: str):
    if "AWS_SECRET_ACCESS_KEY" in os.environ:
        return boto3.client("s3", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"])
    return boto3.client("s3", region_name=region)

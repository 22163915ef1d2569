"""What a factory makes is told by its first argument."""
import boto3
import boto3.session

iam = boto3.resource("iam")
first = boto3.session.Session().client("sts").assume_role(RoleArn=role, RoleSessionName="agent", DurationSeconds=43200)

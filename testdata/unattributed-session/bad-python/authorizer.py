"""An authorizer of API Gateway, after the documentation of its output."""
import json


def policy(principal, effect, resource):
    answer = {"principalId": principal}
    answer["policyDocument"] = {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": resource}]}
    return answer


def allow(principal, resource):
    return policy(principal, "Allow", resource)


def handler(event, context):
    if not event.get("authorizationToken"):
        return policy("caller", "Deny", event["methodArn"])
    return allow("caller", event["methodArn"])

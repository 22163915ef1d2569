"""An authorizer that says who it is."""


def handler(event, context):
    claims = event["requestContext"]["authorizer"]["claims"]
    token = event["authorizationToken"]
    return {"principalId": claims["sub"], "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": event["methodArn"]}]}, "context": {"token": token}}

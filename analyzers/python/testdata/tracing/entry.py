"""An authorizer that fills its answer in."""


def handler(event, context):
    answer = {}
    answer["principalId"] = "caller"
    answer["policyDocument"] = {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": event["methodArn"]}]}
    return answer if event["authorizationToken"] else None

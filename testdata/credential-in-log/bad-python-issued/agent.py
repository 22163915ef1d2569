import boto3
from bedrock_agentcore.identity.auth import requires_access_token
from strands import Agent

cognito = boto3.client("cognito-idp")
calendar_token = None


@requires_access_token(provider_name="google", scopes=["openid"], auth_flow="USER_FEDERATION")
async def remember(*, access_token: str):
    global calendar_token
    calendar_token = access_token
    print(f"calendar token: {access_token}")


def sign_in(client_id: str, user: str, password: str) -> str:
    answer = cognito.initiate_auth(
        ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": user, "PASSWORD": password}
    )
    bearer = answer["AuthenticationResult"]["AccessToken"]
    print("signed in:", bearer)
    return bearer


def handler(event, context):
    print("caller", event.get("headers", {}).get("Authorization", ""))
    print(f"calendar {calendar_token}")
    return Agent(name="desk")(event["prompt"])

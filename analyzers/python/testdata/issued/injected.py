from bedrock_agentcore.identity import requires_access_token, requires_api_key
from bedrock_agentcore.identity.auth import requires_api_key as requires


@requires_access_token(provider_name="crm", into="crm_token")
async def first(*, crm_token: str):
    print("got", crm_token)


@requires_api_key(provider_name="mail", into="mail_api_key")
async def second(*, mail_api_key: str):
    print("got", mail_api_key)


@requires(provider_name="wiki")
async def third(*, api_key: str):
    print("got", api_key)

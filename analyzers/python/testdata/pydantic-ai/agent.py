"""An agent after the documentation of Pydantic AI."""
from pydantic import Field, SecretStr
from pydantic_ai import Agent, RunContext, Tool
from pydantic_ai.mcp import MCPServerStdio, MCPServerStreamableHTTP
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="BANK_", env_file=".env")

    openai_api_key: SecretStr
    ledger_token: str = Field(validation_alias="LEDGER_API_TOKEN")
    region: str = "eu"


settings = Settings()
model = OpenAIChatModel("gpt-5", provider=OpenAIProvider(api_key=settings.openai_api_key.get_secret_value()))
python = MCPServerStdio("uv", args=["run", "mcp-run-python", "stdio"])
ledger = MCPServerStreamableHTTP("https://ledger.corp.io/mcp", headers={"Authorization": f"Bearer {settings.ledger_token}"})


def block_card(number: str) -> str:
    return number


support = Agent(model, name="support", instructions="Help.", toolsets=[python, ledger], tools=[Tool(block_card, requires_approval=True)])


@support.tool
async def customer_balance(ctx: RunContext, pending: bool) -> float:
    """The balance."""
    return 1.0


@support.tool_plain(requires_approval=True)
def close_account(name: str) -> str:
    return name


@support.tool_plain
def transfer_funds(to: str) -> str:
    return to

from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    slack_bot_token: SecretStr
    slack_channel: str = "orders"


settings = Settings()

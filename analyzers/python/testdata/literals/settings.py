"""Settings of the planner.

PASSWORD = "x9!kRw2v#Q" in a docstring is prose, and so is token: Tq7mZr2Lk9XvBn4Ws6Pd.
"""
import os
from pydantic import BaseSettings, Field, SecretStr

# DB_PASSWORD = "x9!kRw2v#Q"
DB_PASSWORD = "x9!kRw2v#Q"
ADMIN_PASSWORD: str = 'Vq4#mellow-Kite'
SMTP_PASSWORD = os.environ.get("SMTP_PASS", "Rk7!sparrow_Lm")
os.environ["REPORT_API_KEY"] = "Tq7mZr2Lk9XvBn4Ws6Pd"
os.environ.setdefault("QUEUE_PASSWORD", "Hn3$walnut+Gd")
webhook_secret = os.getenv("HOOK") or "Zk4Tq7mZr2Lk9XvBn4Ws"
long_token = (
    "Bn4Ws6PdTq7m"  # first half
    "Zr2Lk9XvQw8e"
)

# Nothing below is a credential.
PASSWORD_FIELD = "password"
TOKEN_URL = "https://login.corp.io/oauth2/token"
API_KEY = os.environ["API_KEY"]
API_TOKEN = f"{PREFIX}-Tq7mZr2Lk9XvBn4Ws6Pd"
ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token"
DEFAULT_PASSWORD = "changeme"
db_password = "postgres"
SECRET_NAME, OTHER_TOKEN = "a", "Tq7mZr2Lk9XvBn4Ws6Pd"
prompt_token = "Tq7mZr2Lk9Xv" + suffix
log.info("the password was %s", "x9!kRw2v#Q")
if password == "x9!kRw2v#Q":
    raise ValueError("password must not be 'x9!kRw2v#Q'")
SCHEMA = {"AWS::IAM::AccessKey": "62d91b17309e76c8", "token": "access_token", "password": "string"}


class Settings(BaseSettings):
    api_key: SecretStr = Field(default="Lk9XvBn4Ws6PdTq7mZr2", description="the key 'x9!kRw2v#Q'")
    signing_secret: str = Field("Ws6PdTq7mZr2Lk9XvBn4", env="SIGNING")
    auth_token: str = Field(default=None)

    def __init__(self, password: str = "Jt6!copper-Fern"):
        self.root_password = "Bd5#ripple-Oak"
        self.password = password

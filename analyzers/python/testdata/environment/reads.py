"""All ways to read the environment and secret stores, and what is done to the value."""
import os

import decouple
import environs
import pydantic
import pydantic.types
import pydantic.v1
import streamlit
from google.colab import userdata
from haystack.utils import Secret
from haystack.utils.auth import Secret as AuthSecret
from openai import OpenAI

env = environs.Env()

first = OpenAI(api_key=decouple.config("FIRST_OPENAI_KEY"))
second = OpenAI(api_key=env("SECOND_OPENAI_KEY"))
third = OpenAI(api_key=env.str("THIRD_OPENAI_KEY"))
fourth = OpenAI(api_key=os.environ.pop("FOURTH_OPENAI_KEY"))
fifth = OpenAI(api_key=os.environ.setdefault("FIFTH_OPENAI_KEY", ""))
sixth = OpenAI(api_key=os.environ.__getitem__("SIXTH_OPENAI_KEY"))
seventh = OpenAI(api_key=os.environb["SEVENTH_OPENAI_KEY"])
eighth = OpenAI(api_key=userdata.get("EIGHTH_OPENAI_KEY"))
ninth = OpenAI(api_key=streamlit.secrets["NINTH_OPENAI_KEY"])
tenth = OpenAI(api_key=os.environ["TENTH_OPENAI_KEY"].strip())
left = OpenAI(api_key=os.environ["LEFT_OPENAI_KEY"].lstrip())
right = OpenAI(api_key=os.environ["RIGHT_OPENAI_KEY"].rstrip())
encoded = OpenAI(api_key=os.environ["ENCODED_OPENAI_KEY"].encode())
decoded = OpenAI(api_key=os.environ["DECODED_OPENAI_KEY"].decode())
mapped = OpenAI(api_key=os.environ["MAPPED_OPENAI_KEY"].format_map({}))
shortened = OpenAI(api_key=os.environ["SHORT_OPENAI_KEY"].removeprefix("key:"))
revealed = OpenAI(api_key=os.environ["REVEALED_OPENAI_KEY"].reveal())
text = OpenAI(api_key=str(os.environ["TEXT_OPENAI_KEY"]))
raw = OpenAI(api_key=bytes(os.environ["RAW_OPENAI_KEY"]))
path = OpenAI(api_key=os.fspath(os.environ["PATH_OPENAI_KEY"]))
hidden = OpenAI(api_key=pydantic.SecretStr(os.environ["HIDDEN_OPENAI_KEY"]))
hidden_bytes = OpenAI(api_key=pydantic.SecretBytes(os.environ["BYTES_OPENAI_KEY"]))
hidden_type = OpenAI(api_key=pydantic.types.SecretStr(os.environ["TYPE_OPENAI_KEY"]))
hidden_old = OpenAI(api_key=pydantic.v1.SecretStr(os.environ["OLD_OPENAI_KEY"]))
token = OpenAI(api_key=Secret.from_token(os.environ["STACK_OPENAI_KEY"]))
auth_token = OpenAI(api_key=AuthSecret.from_token(os.environ["AUTH_OPENAI_KEY"]))
auth_env = OpenAI(api_key=AuthSecret.from_env_var("NAMED_OPENAI_KEY"))

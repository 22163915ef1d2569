"""Every client of a model that is handed its key."""
import os

import agents
from agents.extensions.models.litellm_model import LitellmModel

support = agents.set_default_openai_key(os.environ["SUPPORT_LOGIN"])
billing = agents.set_default_openai_key(key=os.environ["BILLING_LOGIN"])
sales = agents.set_tracing_export_api_key(os.environ["SALES_LOGIN"])
search = agents.set_tracing_export_api_key(api_key=os.environ["SEARCH_LOGIN"])
legal = LitellmModel(api_key=os.environ["LEGAL_LOGIN"])

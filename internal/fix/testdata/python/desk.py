"""Answers tickets."""
from __future__ import annotations

import json
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ.get("OPENAI_API_KEY", "sk-proj-F3u0aE26POqy_3jxy3-eT3BlbkFJtTUISg0fhi_yxP7f"))
other = OpenAI(api_key=os.getenv("OTHER_KEY", 'sk-proj-G4v1bF37QPrz_4kyz4-fT3BlbkFJuUVJTh1gij_zyQ8g'))
joined = OpenAI(api_key="sk-proj-" "H5w2cG48RQsA_5lzA5-gT3BlbkFJvVWKUi2hjk_AzR9h")

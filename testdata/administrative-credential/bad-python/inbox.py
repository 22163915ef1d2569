"""Runs the agent over new messages and writes its answers down."""
import os

import pydantic_ai
from supabase import Client, create_client

from triage import triage

database: Client = create_client(os.environ["SUPABASE_URL"], os.environ["SUPABASE_SERVICE_KEY"])


async def work() -> None:
    for row in database.table("messages").select("*").is_("answer", "null").execute().data:
        answer = await triage.run(row["text"], usage_limits=pydantic_ai.UsageLimits(request_limit=5))
        database.table("messages").update({"answer": answer.output}).eq("id", row["id"]).execute()

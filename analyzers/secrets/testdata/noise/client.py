import os

DSN = f"postgresql+asyncpg://{user}:{password}@{host}/{db}"
OTHER = "mongodb+srv://<user>:<password>@cluster0.mongodb.net"
EMULATOR = "http://devstoreaccount1.localhost:10000"
# The header's example: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.sig
HEADERS = {"Authorization": f"Bearer {os.environ['API_TOKEN']}"}
MODEL_PATH = "/opt/models/sk-learn-pipeline/AKIArchive/version"
api_key = config.get("openai", {}).get("api_key", "EMPTY")

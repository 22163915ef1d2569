# Vault Agent starts the agent and fills its environment.
auto_auth {
  method "aws" {
    config = {
      type = "iam"
      role = "research"
    }
  }
}

exec {
  command = ["python", "research_agent.py"]
}

env_template "ANTHROPIC_API_KEY" {
  contents = "{{ with secret \"secret/data/research/models\" }}{{ .Data.data.anthropic }}{{ end }}"
}

env_template "MCP_SERVER_URL" {
  contents = "https://tools.example.com/mcp"
}

env_template "PGPASSWORD" {
  contents = "{{ with secret \"database/creds/research\" }}{{ .Data.password }}{{ end }}"
}

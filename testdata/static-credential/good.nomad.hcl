job "triage-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/support/triage:1"
        args  = ["langgraph", "up"]
      }

      # The vendor takes the job's own identity.
      identity {
        name = "openai"
        aud  = ["https://api.openai.com/v1"]
        file = true
        ttl  = "1h"
      }

      env {
        OPENAI_IDENTITY_TOKEN_FILE = "${NOMAD_SECRETS_DIR}/nomad_openai.jwt"
        MCP_SERVER_URL             = "https://tools.example.com/mcp"
      }
    }
  }
}

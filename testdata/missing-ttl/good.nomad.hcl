job "research-agent" {
  group "research" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/research:2"
        args  = ["crewai", "run"]
      }

      identity {
        name        = "anthropic"
        aud         = ["https://api.anthropic.com"]
        file        = true
        ttl         = "1h"
        change_mode = "noop"
      }

      # The default one can have no ttl; Nomad refuses it when the task has ended.
      identity {
        env = true
      }

      # Nomad's own, to log in to Vault with.
      identity {
        name = "vault_default"
        aud  = ["vault.io"]
      }

      env {
        ANTHROPIC_IDENTITY_TOKEN_FILE = "${NOMAD_SECRETS_DIR}/nomad_anthropic.jwt"
      }
    }
  }
}

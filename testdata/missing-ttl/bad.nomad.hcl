job "research-agent" {
  group "research" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/research:2"
        args  = ["crewai", "run"]
      }

      # Whoever has the token has it for ever: no other party asks Nomad.
      identity {
        name = "anthropic"
        aud  = ["https://api.anthropic.com"]
        file = true
      }

      env {
        ANTHROPIC_IDENTITY_TOKEN_FILE = "${NOMAD_SECRETS_DIR}/nomad_anthropic.jwt"
      }
    }
  }
}

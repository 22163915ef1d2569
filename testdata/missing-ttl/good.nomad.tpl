job "research-agent" {
  group "research" {
    task "agent" {
      driver = "docker"

      identity {
        name = "anthropic"
        aud  = ["https://api.anthropic.com"]
        file = true
        [[ template "identity_ttl" . ]]
      }

      config {
        image = "registry.example.com/agents/research:2"
        args  = ["crewai", "run"]
      }

      env {
        OPENAI_API_KEY = [[ var "key" . | quote ]]
      }
    }
  }
}

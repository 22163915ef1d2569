job "legacy-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/legacy-agent:2"
        args  = ["crewai", "run"]
      }

      vault {
        policies = ["agents"]
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
{{ with secret "secret/data/agents/legacy" }}
OPENAI_API_KEY={{ .Data.data.openai }}
{{ end }}
EOT
      }
    }
  }
}

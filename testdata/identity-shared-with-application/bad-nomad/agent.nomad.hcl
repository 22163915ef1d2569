job "support-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/support-agent:2"
        args  = ["crewai", "run"]
      }

      vault {
        role = "support"
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
{{ with secret "secret/data/agents/support" }}
OPENAI_API_KEY={{ .Data.data.openai }}
{{ end }}
EOT
      }
    }
  }
}

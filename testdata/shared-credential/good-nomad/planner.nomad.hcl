job "planner-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/planner-agent:2"
        args  = ["crewai", "run"]
      }

      vault {
        role = "planner"
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
{{ with secret "secret/data/agents/planner" }}
OPENAI_API_KEY={{ .Data.data.openai }}
{{ end }}
EOT
      }
    }
  }
}

job "editor-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/editor-agent:2"
        args  = ["crewai", "run"]
      }

      vault {
        role = "nomad-workloads"
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
{{ with secret "secret/data/agents/editor" }}
OPENAI_API_KEY={{ .Data.data.openai }}
{{ end }}
EOT
      }
    }
  }
}

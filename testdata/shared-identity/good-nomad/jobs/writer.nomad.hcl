job "writer-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/writer-agent:2"
        args  = ["crewai", "run"]
      }

      vault {
        role = "nomad-workloads"
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
{{ with secret "secret/data/agents/writer" }}
OPENAI_API_KEY={{ .Data.data.openai }}
{{ end }}
EOT
      }
    }
  }
}

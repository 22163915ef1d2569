job "editor-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/editor-agent:2"
        args  = ["crewai", "run"]
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
OPENAI_PROJECT_ID=proj_agents
{{ with secret "openai/creds/agents" }}
OPENAI_API_KEY={{ .Data.api_key }}
{{ end }}
EOT
      }
    }
  }
}

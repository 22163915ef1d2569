variable "slack_bot_token" {
  type = string
}

job "triage-agent" {
  group "triage" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/support/triage-agent:1.4.2"
        args  = ["langgraph", "up", "--port=${NOMAD_PORT_http}"]
        auth {
          username = "deploy"
          password = "${REGISTRY_PASSWORD}"
        }
      }

      vault {
        role = "triage"
      }

      env {
        SLACK_BOT_TOKEN = var.slack_bot_token
        LOG_LEVEL       = "info"
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
{{ with secret "secret/data/support/triage" }}
OPENAI_API_KEY={{ .Data.data.openai }}
{{ end }}
GITHUB_TOKEN={{ with nomadVar "nomad/jobs/triage-agent" }}{{ .github_token }}{{ end }}
REGISTRY_PASSWORD=${NOMAD_META_registry}
EOT
      }

      artifact {
        source = "git::https://git.example.com/support/prompts.git"
      }

      meta {
        owner = "support"
      }
    }
  }
}

# The research agents, with what the documentation of Nomad recommends.
variable "image_tag" {
  type    = string
  default = "1.4.2"
}

variable "openai_api_key" {
  type = string
}

variable "slack_bot_token" {
  type    = string
  default = "xoxb-204815527391-7350918264457-mQ7Rw2ZxK9vB4nT1cYsLhD8f"
}

locals {
  key = var.openai_api_key
}

job "research" {
  namespace = "agents-prod"
  type      = "service"

  vault {
    role = "research"
  }

  group "agents" {
    task "planner" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/planner-agent:${var.image_tag}"
        args  = ["langgraph", "up", "--token=${NOMAD_TOKEN}", "--slack-token", "${SLACK_BOT_TOKEN}"]
        auth {
          username = "deploy"
          password = "Wq7-tBz3-Kp9x-Vm2c"
        }
        volumes = [
          "/var/run/docker.sock:/var/run/docker.sock",
          "local/config:/etc/planner",
        ]
        mount {
          type     = "bind"
          source   = "/home/deploy/.aws"
          target   = "/root/.aws"
          readonly = true
        }
        mount {
          type   = "volume"
          source = "scratch"
          target = "/scratch"
        }
      }

      # Exposed to the task, without an end.
      identity {
        name = "model"
        aud  = ["https://api.anthropic.com"]
        file = true
      }

      # Renewed by Nomad.
      identity {
        name        = "aws"
        aud         = ["sts.amazonaws.com"]
        env         = true
        ttl         = "1h"
        change_mode = "restart"
      }

      # The default one: no ttl is possible, and it dies with the allocation.
      identity {
        env = true
      }

      # Not exposed: Nomad logs in to Vault with it.
      identity {
        name = "vault_default"
        aud  = ["vault.io"]
      }

      consul {}

      env {
        OPENAI_API_KEY  = local.key
        SLACK_BOT_TOKEN = var.slack_bot_token
        GITHUB_TOKEN    = "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"
        MCP_SERVER_URL  = "https://tools.example.com/mcp"
        DB_PASSWORD     = "${secret.database.password}"
        LOG_LEVEL       = "info"
      }

      secret "database" {
        provider = "vault"
        path     = "secret/data/research/database"
      }

      template {
        destination = "${NOMAD_SECRETS_DIR}/keys.env"
        env         = true
        data        = <<EOT
{{- with secret "secret/data/research/models" }}
ANTHROPIC_API_KEY={{ .Data.data.anthropic }}
{{- end }}
TAVILY_API_KEY={{ key "research/tavily" }}
NOTION_TOKEN={{ with nomadVar "nomad/jobs/research" }}{{ .notion_token }}{{ end }}
{{ with secret "database/creds/research" }}
PGPASSWORD={{ .Data.password }}
{{ end }}
LANGSMITH_API_KEY="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"
# WANDB_API_KEY=a comment
EXTRA_TOKEN=${NOMAD_META_extra}
OPENAI_KEY="${var.openai_api_key}"
EOT
      }

      template {
        destination = "local/settings.yaml"
        data        = <<-EOT
          server:
            listen: 0.0.0.0
            admin_password: "tR5-nKq8-Lw3z-Xc7v"
            api_key: {{ with secret "secret/data/research/models" }}{{ .Data.data.anthropic }}{{ end }}
        EOT
      }

      artifact {
        source = "git::https://deploy:pW4-hNz7-Qx2m-Rk9b@git.example.com/agents/prompts.git"
      }

      artifact {
        source = "s3://bucket.s3.amazonaws.com/model.bin"
        options {
          aws_access_key_id     = "AKIA6ONVLCPWWFZABZFE"
          aws_access_key_secret = "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"
        }
        headers {
          Authorization = "Bearer hvs.tx6ONVLCPWWjjabyFZ8vbqAk"
        }
      }

      meta {
        owner       = "research"
        deploy_token = "glpat-R7mZ2kXv9TqB4nWs6PdL"
      }
    }

    # A sidecar that uses the same secret under another name.
    task "critic" {
      driver = "raw_exec"

      config {
        command = "/usr/local/bin/claude"
        args    = ["-p", "review the plan"]
      }

      vault {
        env          = false
        disable_file = true
      }

      template {
        env         = true
        destination = "secrets/critic.env"
        data        = <<EOT
ANTHROPIC_API_KEY={{ with secret "secret/data/research/models" }}{{ .Data.data.anthropic }}{{ end }}
EOT
      }
    }
  }

  group "web" {
    service {
      name = "web"
      check {
        type = "http"
        path = "/"
        header {
          Authorization = ["Bearer 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"]
        }
      }
    }
    task "web" {
      driver = "docker"
      config {
        image = "nginx:1.27"
      }
      env {
        POSTGRES_PASSWORD = "postgres"
      }
    }
  }
}
